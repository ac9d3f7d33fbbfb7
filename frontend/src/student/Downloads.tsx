import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useWords } from "../i18n/useWords";

const TABLES = ["orders", "parcels", "payments", "ledger", "days"] as const;
const KINDS = [
  { kind: "csv", label: "CSV" },
  { kind: "parquet", label: "Parquet" },
];

/** The store's own tables as files, and the way to everything that programs may read. */
export function Downloads({ store }: { store: string }) {
  const { t } = useWords();
  const tables = TABLES.map((table) => ({
    key: table,
    type: "group" as const,
    label: t(`reports.table.${table}`),
    children: KINDS.map(({ kind, label }) => ({
      key: `${table}.${kind}`,
      label: (
        <a href={`/api/v1/stores/${store}/downloads/${table}.${kind}`} download>
          {label}
        </a>
      ),
    })),
  }));
  const programs = { key: "api", label: <a href="/api/v1/docs">{t("reports.forPrograms")}</a> };
  return (
    <Dropdown menu={{ items: [...tables, { type: "divider" }, programs] }} trigger={["click"]} placement="bottomRight">
      <Button icon={<DownloadOutlined aria-hidden="true" />} aria-label={t("reports.downloadsOf")}>
        {t("reports.downloads")}
      </Button>
    </Dropdown>
  );
}
