import { Alert, App, Button, Card, Grid, Select, Space, Tabs } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";
import { useSettings } from "../../api/queries";
import type { StoreSettings } from "../../api/types";
import { useOwnStore } from "../../app/place";
import { useWords } from "../../i18n/useWords";
import { Page } from "../../ui/Page";
import { Answer, useProblemText } from "../../ui/States";
import { BreakEvens } from "../desk/BreakEvens";
import { SalePreview } from "../desk/SalePreview";
import { ShippingPreview } from "../desk/ShippingPreview";
import { AllDecisions } from "./AllDecisions";
import { Collisions } from "./Collisions";
import { PurchaseForm } from "./PurchaseForm";
import { RecentDecisions } from "./RecentDecisions";
import { useDraft } from "./draft";
import type { Draft } from "./draft";
import { AdTable, CoverTable, ListingTable, PriceTable, ServiceTable } from "./tables";

const TABLES = [
  { code: "prices", kind: "set_price", Table: PriceTable, Preview: SalePreview },
  { code: "listings", kind: "list_product", Table: ListingTable },
  { code: "services", kind: "choose_service", Table: ServiceTable, Preview: ShippingPreview },
  { code: "ads", kind: "set_ad_budget", Table: AdTable, Preview: BreakEvens },
  { code: "covers", kind: "set_cover", Table: CoverTable },
];

function SaveBar({ draft, day }: { draft: Draft; day: number }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const send = async (): Promise<void> => {
    const { accepted, refused, broken } = await draft.submit();
    if (broken) void message.error(problemText(broken));
    if (refused) void message.error(t("decisions.refused", { count: refused }));
    if (accepted) void message.success(t("decisions.accepted", { count: accepted, day: day + 1 }));
  };
  if (!draft.count) return null;
  return (
    <div className="save-bar" role="region" aria-label={t("decisions.unsaved", { count: draft.count })}>
      <strong>{t("decisions.unsaved", { count: draft.count })}</strong>
      <Space>
        <Button onClick={draft.discard} disabled={draft.isSending}>
          {t("decisions.discard")}
        </Button>
        <Button type="primary" loading={draft.isSending} onClick={() => void send()} data-testid="submit-decisions">
          {t("decisions.submit")}
        </Button>
      </Space>
    </div>
  );
}

function useAreas(settings: StoreSettings, draft: Draft, disabled: boolean): Area[] {
  const { t } = useWords();
  const { run, store } = useOwnStore();
  const pane = (code: string, table: ReactNode, refused = 0) => ({
    key: code,
    label: refused
      ? t("decisions.tabs.refused", { area: t(`decisions.tabs.${code}`), count: refused })
      : t(`decisions.tabs.${code}`),
    children: (
      <>
        <p className="quiet">{t(`decisions.hint.${code}`, { currency: run.home_currency })}</p>
        {table}
      </>
    ),
  });
  const tables = TABLES.map(({ code, kind, Table, Preview }) =>
    pane(
      code,
      <>
        <Table run={run} settings={settings} draft={draft} disabled={disabled} />
        {Preview && <Preview run={run} settings={settings} store={store.id} />}
      </>,
      draft.refused(kind),
    ),
  );
  return [
    ...tables,
    pane("purchase", <PurchaseForm store={store.id} run={run} disabled={disabled} />),
    pane("all", <AllDecisions store={store.id} run={run} day={settings.day} disabled={disabled} />),
  ];
}

type Area = { key: string; label: string; children: ReactNode };

/** Tabs where they fit in one row; in a narrow window a choice. */
function Areas({ areas }: { areas: Area[] }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(areas[0]?.key);
  const isWide = Grid.useBreakpoint().md ?? true;
  if (isWide) return <Tabs activeKey={chosen} onChange={setChosen} items={areas} />;
  return (
    <>
      <Select
        aria-label={t("decisions.tabs.label")}
        className="area-choice"
        value={chosen}
        onChange={setChosen}
        options={areas.map(({ key, label }) => ({ value: key, label }))}
      />
      {areas.find(({ key }) => key === chosen)?.children}
    </>
  );
}

function Desk({ settings, disabled }: { settings: StoreSettings; disabled: boolean }) {
  const { store } = useOwnStore();
  const draft = useDraft(store.id, settings.version);
  return (
    <Card>
      <Areas areas={useAreas(settings, draft, disabled)} />
      <SaveBar draft={draft} day={settings.day} />
      <Collisions draft={draft} />
    </Card>
  );
}

export default function DecisionsPage() {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  return (
    <Page title={t("decisions.title")} note={t("decisions.intro")}>
      {isOver && <Alert type="info" showIcon title={t("decisions.closed")} />}
      <Answer of={useSettings(store.id)} rows={12}>
        {(settings) => <Desk settings={settings} disabled={isOver} />}
      </Answer>
      <RecentDecisions store={store.id} run={run} />
    </Page>
  );
}
