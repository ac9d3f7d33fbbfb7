import { useSummary } from "../api/queries";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { KpiRow } from "../ui/KpiRow";
import { Page } from "../ui/Page";
import { Answer } from "../ui/States";
import { DisputesCard } from "./DisputesCard";
import { NewsCard } from "./NewsCard";
import { OrdersCard } from "./OrdersCard";
import { SalesTrend } from "./SalesTrend";
import { Shipments } from "./Shipments";
import { kpisOf } from "./kpis";

export default function StorePage() {
  const words = useWords();
  const { run, store } = useOwnStore();
  const summary = useSummary(store.id);
  return (
    <Page title={words.t("store.title")} note={`${words.pick(store.name)} · ${words.pick(run.scenario.title)}`}>
      <Answer of={summary} rows={3}>
        {(data) => <KpiRow kpis={kpisOf(data, words)} />}
      </Answer>
      <NewsCard store={store.id} run={run} />
      <SalesTrend store={store.id} currency={run.home_currency} />
      <Shipments store={store.id} run={run} />
      <DisputesCard store={store.id} run={run} />
      <OrdersCard store={store.id} run={run} />
    </Page>
  );
}
