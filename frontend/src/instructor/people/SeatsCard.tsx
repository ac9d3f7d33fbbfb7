import { Button, Card, Input, Select, Space, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import type { Group, Seat } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Nothing } from "../../ui/States";
import type { CourseDesk } from "./PeoplePage";
import { SeatDrawer } from "./SeatDrawer";

const ROWS_A_PAGE = 60;

export type Groups = { sections: Group[]; teams: Group[] };
type SeatsCardProps = CourseDesk & Groups & { seats: Seat[] };

function StateTag({ seat }: { seat: Seat }) {
  const { t, language } = useWords();
  if (seat.left_at) return <Tag>{t("people.seat.left")}</Tag>;
  if (!seat.can_sign_in) return <Tag color="warning">{t("people.seat.noSlip")}</Tag>;
  if (!seat.seen_at) return <Tag color="processing">{t("people.seat.notSeen")}</Tag>;
  return <span className="quiet">{new Date(seat.seen_at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })}</span>;
}

function useColumns({ sections, teams, mayChange }: Groups & { mayChange: boolean }, onEdit: (seat: Seat) => void): TableColumnsType<Seat> {
  const { t } = useWords();
  const name = (groups: Group[], id: string | null) => groups.find((group) => group.id === id)?.name ?? "";
  const word = (key: string) => t(`people.seat.${key}`);
  const columns: TableColumnsType<Seat> = [
    { title: word("number"), dataIndex: "student_number", className: "figure" },
    { title: word("name"), dataIndex: "name", render: (text: string) => <strong>{text}</strong> },
    { title: word("role"), dataIndex: "role", render: (role: string) => t(`app.role.${role}`) },
    { title: word("section"), dataIndex: "section", render: (id: string | null) => name(sections, id) },
    { title: word("team"), dataIndex: "team", render: (id: string | null) => name(teams, id) },
    { title: word("teamRole"), dataIndex: "team_role", render: (role: string) => role && t(`people.teamRole.${role}`, { defaultValue: role }) },
    { title: word("extraTime"), dataIndex: "extra_time_percent", align: "right", className: "figure", render: (percent: number) => (percent ? `${percent} %` : "") },
    { title: word("state"), key: "state", render: (_, seat) => <StateTag seat={seat} /> },
  ];
  const edit = {
    key: "edit",
    render: (_: unknown, seat: Seat) => (
      <Button type="link" size="small" onClick={() => onEdit(seat)} aria-label={t("people.seat.editOf", { name: seat.name })}>
        {t("people.seat.edit")}
      </Button>
    ),
  };
  return mayChange ? [...columns, edit] : columns;
}

export function SeatsCard(desk: SeatsCardProps) {
  const { seats, sections } = desk;
  const { t } = useWords();
  const [wanted, setWanted] = useState("");
  const [section, setSection] = useState<string>();
  const [edited, setEdited] = useState<Seat | null>(null);
  const columns = useColumns(desk, setEdited);
  const rows = useMemo(
    () => seats.filter((seat) => (!section || seat.section === section) && `${seat.student_number} ${seat.name}`.toLowerCase().includes(wanted.trim().toLowerCase())),
    [seats, section, wanted],
  );
  return (
    <Card title={t("people.seats", { count: seats.filter((seat) => !seat.left_at).length })}>
      <Space wrap className="band">
        <Input.Search allowClear value={wanted} onChange={(event) => setWanted(event.target.value)} placeholder={t("people.search")} aria-label={t("people.search")} />
        {sections.length > 1 && (
          <Select
            allowClear
            className="filter"
            value={section}
            onChange={setSection}
            aria-label={t("people.seat.section")}
            placeholder={t("people.seat.section")}
            options={sections.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Space>
      <ScrollRegion label={t("people.title")}>
        <Table<Seat>
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={rows}
          className="one-line"
          pagination={rows.length > ROWS_A_PAGE && { pageSize: ROWS_A_PAGE, showSizeChanger: false }}
          rowClassName={(seat) => (seat.left_at ? "left" : "")}
          locale={{ emptyText: <Nothing title={t("people.nobody")} text={t("people.nobodyText")} /> }}
        />
      </ScrollRegion>
      {edited && <SeatDrawer {...desk} seat={edited} onClose={() => setEdited(null)} />}
    </Card>
  );
}
