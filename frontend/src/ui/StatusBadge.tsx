import { Badge } from "antd";
import type { OrderStatus } from "../api/types";
import { useWords } from "../i18n/useWords";

type Look = "success" | "processing" | "default" | "error" | "warning";

export const ORDER_STATUSES: Record<OrderStatus, Look> = {
  authorised: "warning",
  dispatched: "processing",
  delivered: "success",
  cancelled: "error",
  declined: "default",
  lost: "error",
  refunded: "error",
  returned: "warning",
  damaged: "error",
  sent_back: "error",
};

/** A dot and a word: the colour never speaks alone. */
export function StatusBadge({ status }: { status: OrderStatus }) {
  const { t } = useWords();
  return <Badge status={ORDER_STATUSES[status]} text={t(`store.orders.statuses.${status}`)} />;
}
