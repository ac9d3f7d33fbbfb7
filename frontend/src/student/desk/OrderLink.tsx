import { Button } from "antd";
import { useWords } from "../../i18n/useWords";

export function OrderLink({ order, onOpen }: { order: string; onOpen: (order: string) => void }) {
  const { t } = useWords();
  return (
    <Button type="link" className="order-link" aria-label={t("store.orders.open", { number: order })} onClick={() => onOpen(order)}>
      {order}
    </Button>
  );
}
