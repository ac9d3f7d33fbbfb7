import type { OrderDetail, OrderRow, OrderStatus } from "../api/types";
import { addDays } from "../ui/formats";
import { makeRun, MARKETS, SKUS } from "./world";

const STATUSES: OrderStatus[] = ["dispatched", "delivered", "authorised", "delivered", "returned", "dispatched", "cancelled", "declined", "lost"];
const BUYERS = ["Emma Müller", "佐藤 健", "Olivia Smith", "Liam O’Brien", "Mia Schneider", "Jack Wilson"];
const FIRST_ID = 690_342_461_440n;
const pick = <T>(list: T[], number: number): T => list[number % list.length] as T;

export function makeOrder(number: number): OrderRow {
  const market = pick(MARKETS, number * 7 + (number % 3));
  const status = pick(STATUSES, number);
  const day = 59 - Math.floor(number / 9);
  const isSent = status !== "cancelled" && status !== "declined" && status !== "authorised";
  return {
    id: String(FIRST_ID - BigInt(number)),
    day,
    date: addDays(makeRun(0).start_date, day),
    sku: pick(SKUS, number * 5).code,
    market: market.code,
    buyer: { name: pick(BUYERS, number), city: "Springfield" },
    units: 1,
    price_minor: market.currency === "JPY" ? 2980 : 1999 + 10 * number,
    tax_minor: market.code === "US" ? 0 : 319,
    currency: market.currency,
    status,
    promised_day: isSent ? day + 9 : null,
    service: isSent ? "line" : null,
  };
}

export const ORDERS: OrderRow[] = Array.from({ length: 90 }, (_, number) => makeOrder(number));

export function makeOrderDetail(row: OrderRow): OrderDetail {
  const event = (after: number, kind: OrderDetail["timeline"][number]["kind"], code: string, reason: string | null = null) => ({
    day: row.day + after,
    date: addDays(row.date, after),
    kind,
    code,
    reason,
    amount_minor: kind === "order" || kind === "payment" ? row.price_minor : null,
    currency: kind === "order" || kind === "payment" ? row.currency : null,
  });
  return {
    ...row,
    buyer: { ...row.buyer, address: "12 Example Street", language: "en" },
    payment_method: "card",
    stars: 5,
    parcel: { warehouse: "SZX", service: "line", weight_g: 260, shipping_minor: 2890, duty_minor: 310, tracking_status: "delivered" as const, tracking: { seventeen_track: "Delivered_Other", aftership: "Delivered", upu: "EMI" } },
    timeline: row.status === "declined" ? [event(0, "order", "placed"), event(0, "payment", "declined", "51")] : [
      event(0, "order", "placed"),
      event(0, "payment", "authorised"),
      event(1, "parcel", "allocated"),
      event(1, "tracking", "picked_up"),
      event(3, "tracking", "exported"),
      event(6, "tracking", "arrived"),
      event(8, "tracking", "delivered"),
      event(10, "review", "stars_5"),
    ],
  };
}
