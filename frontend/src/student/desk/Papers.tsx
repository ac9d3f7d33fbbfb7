import { Badge, Button, Select, Table } from "antd";
import { useState } from "react";
import type { Customs, Paper, RunDetail } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { formatMoney } from "../../ui/formats";
import { DecideButton, useTold } from "./DecideButton";

const LOOKS = { held: "success", applied_for: "processing", missing: "default" } as const;

type Shared = { run: RunDetail; store: string; disabled: boolean };

function Standing({ paper, run }: { paper: Paper; run: RunDetail }) {
  const { t } = useWords();
  const names = useNames(run);
  if (paper.standing) return <Badge status={LOOKS[paper.standing]} text={t(`desk.customs.standing.${paper.standing}`)} />;
  return (
    <>
      {t("desk.customs.certified", { count: paper.held_skus.length, all: run.skus.length })}
      {paper.applied_skus.length > 0 && <div className="quiet small">{t("desk.customs.underway", { skus: paper.applied_skus.map(names.sku).join(", ") })}</div>}
    </>
  );
}

/** A certificate is for one product: choose which. */
function Certify({ paper, run, store, disabled }: Shared & { paper: Paper }) {
  const { t, pick } = useWords();
  const names = useNames(run);
  const [sku, setSku] = useState<string>();
  const { send, isPending } = useTold(store);
  const done = new Set([...paper.held_skus, ...paper.applied_skus]);
  const options = run.skus.filter(({ code }) => !done.has(code)).map(({ code }) => ({ value: code, label: names.sku(code) }));
  if (!options.length) return null;
  return (
    <div className="answer">
      <Select aria-label={t("desk.customs.certifyWhich", { paper: pick(paper.name) })} className="filter" showSearch optionFilterProp="label" placeholder={t("decisions.needProduct")} value={sku} options={options} onChange={setSku} disabled={disabled} />
      <Button
        size="small"
        loading={isPending}
        disabled={disabled || !sku}
        onClick={() => {
          send({ kind: "certify", payload: { sku, paper: paper.code } });
          setSku(undefined);
        }}
      >
        {t("desk.customs.apply")}
      </Button>
    </div>
  );
}

function Application({ paper, ...shared }: Shared & { paper: Paper }) {
  const { t, pick } = useWords();
  if (paper.certificate) return <Certify paper={paper} {...shared} />;
  if (paper.standing !== "missing") return null;
  return (
    <DecideButton
      store={shared.store}
      decision={{ kind: "register", payload: { paper: paper.code } }}
      label={t("desk.customs.apply")}
      name={t("desk.customs.applyFor", { paper: pick(paper.name) })}
      disabled={shared.disabled}
    />
  );
}

/** Registrations and certificates: what there is, what it takes, and how far the store has come. */
export function Papers({ customs, run, store, disabled }: Shared & { customs: Customs }) {
  const { t, language, pick } = useWords();
  return (
    <ScrollRegion label={t("desk.customs.papers")}>
      <Table<Paper>
        rowKey="code"
        size="small"
        pagination={false}
        data-testid="papers"
        dataSource={customs.papers}
        columns={[
          { title: t("desk.customs.paper"), key: "name", className: "roomy", render: (_, paper) => pick(paper.name) },
          { title: t("desk.customs.state"), key: "standing", className: "roomy", render: (_, paper) => <Standing paper={paper} run={run} /> },
          { title: t("desk.customs.takes"), dataIndex: "days", className: "no-wrap", render: (count: number) => t("decisions.days", { count }) },
          { title: t("desk.customs.costs"), dataIndex: "cost_minor", align: "right", className: "figure no-wrap", render: (minor: number) => formatMoney(minor, { currency: run.home_currency, language }) },
          { title: t("desk.customs.application"), key: "apply", className: "roomy", render: (_, paper) => <Application paper={paper} run={run} store={store} disabled={disabled} /> },
        ]}
      />
    </ScrollRegion>
  );
}
