import { Alert, Table, Tag } from "antd";
import type { Difference } from "../../api/types";
import { useWords } from "../../i18n/useWords";

type Row = { key: string; kind: "added" | "changed" | "returns" | "leaves"; number: string; name: string; what: string };

const COLOURS = { added: "success", changed: "processing", returns: "processing", leaves: "error" };

function useRows(found: Difference): Row[] {
  const { t } = useWords();
  const told = (field: string, value: string) => {
    if (field === "role") return t(`app.role.${value}`, { defaultValue: value });
    if (field === "team_role" && value) return t(`people.teamRole.${value}`, { defaultValue: value });
    return value || "–";
  };
  return [
    ...found.leaves.map(({ seat, number, name }): Row => ({ key: seat, kind: "leaves", number, name, what: "" })),
    ...found.added.map(
      ({ number, name, role, section, team, team_role }): Row => ({
        key: number,
        kind: "added",
        number,
        name,
        what: [role === "student" ? "" : told("role", role), section, team, team_role && told("team_role", team_role)].filter(Boolean).join(" · "),
      }),
    ),
    ...found.changed.map(
      ({ seat, number, name, returns, changes }): Row => ({
        key: seat,
        kind: returns ? "returns" : "changed",
        number,
        name,
        what: changes.map(({ field, before, after }) => `${t(`people.field.${field}`)}: ${told(field, before)} → ${told(field, after)}`).join("; "),
      }),
    ),
  ];
}

/** Who would be added, changed or let go, and what would be new. */
export function DifferenceView({ found }: { found: Difference }) {
  const { t } = useWords();
  const rows = useRows(found);
  const summary = t("people.list.summary", {
    added: found.added.length,
    changed: found.changed.length,
    leaves: found.leaves.length,
    unchanged: found.unchanged,
  });
  const fresh = [...found.new_sections, ...found.new_teams];
  return (
    <>
      <Alert
        type={found.leaves.length ? "warning" : "info"}
        showIcon
        className="band"
        title={summary}
        description={fresh.length > 0 && t("people.list.fresh", { names: fresh.join(", ") })}
      />
      <Table<Row>
        size="small"
        rowKey="key"
        dataSource={rows}
        pagination={rows.length > 100 && { pageSize: 100, showSizeChanger: false }}
        columns={[
          { title: t("people.list.change"), dataIndex: "kind", render: (kind: Row["kind"]) => <Tag color={COLOURS[kind]}>{t(`people.list.${kind}`)}</Tag> },
          { title: t("people.seat.number"), dataIndex: "number", className: "figure" },
          { title: t("people.seat.name"), dataIndex: "name" },
          { title: t("people.list.what"), dataIndex: "what" },
        ]}
      />
    </>
  );
}
