/** The names this app uses for the API's components; their shapes are generated. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type AxisScore = Schemas["AxisScore"];
export type Decision = Schemas["Decision"];
export type DecisionForm = Schemas["DecisionForm"];
export type DecisionKind = Schemas["DecisionKind"];
export type Failure = Schemas["Failure"];
export type FieldError = Schemas["ProblemError"];
export type FormField = Schemas["FormField"];
export type Kpis = Schemas["Kpis"];
export type LeaderboardRow = Schemas["LeaderboardRow"];
export type Lesson = Schemas["Lesson"];
export type LiveTicket = Schemas["LiveTicket"];
export type LocalText = Schemas["LocalText"];
export type Market = Schemas["Market"];
export type OrderDetail = Schemas["OrderDetail"];
export type OrderPage = Schemas["OrderPage"];
export type OrderRow = Schemas["OrderRow"];
export type OrderStatus = Schemas["StatusEnum"];
export type OwnStore = Schemas["OwnStore"];
export type ParcelStage = Schemas["StageEnum"];
export type Role = Schemas["RoleEnum"];
export type RunBrief = Schemas["RunBrief"];
export type RunDetail = Schemas["RunDetail"];
export type RunState = Schemas["StateEnum"];
export type Scorecard = Schemas["Scorecard"];
export type Session = Schemas["Session"];
export type Shipments = Schemas["Shipments"];
export type Sku = Schemas["Sku"];
export type StoreDay = Schemas["StoreDay"];
export type StoreSettings = Schemas["StoreSettings"];
export type StoreSummary = Schemas["StoreSummary"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type Warehouse = Schemas["Warehouse"];
export type WaterfallBar = Schemas["WaterfallBar"];
export type WeekScore = Schemas["WeekScore"];
