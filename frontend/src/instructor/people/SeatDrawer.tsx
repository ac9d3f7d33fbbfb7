import { App, Button, Drawer, Form, Input, InputNumber, Popconfirm, Select, Space } from "antd";
import { useAddSeat, useChangeSeat, useMakeSlips } from "../../api/people";
import type { NewSeat } from "../../api/people";
import type { Seat } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { showFieldErrors } from "../../ui/fieldErrors";
import { useProblemText } from "../../ui/States";
import type { CourseDesk } from "./PeoplePage";
import type { Groups } from "./SeatsCard";

const ROLES = ["student", "instructor", "assistant", "grader", "mentor", "observer"] as const;

type SeatDrawerProps = CourseDesk & Groups & { seat?: Seat; onClose: () => void };

/** Slip, leaving and coming back: what is done with a seat beside changing it. */
function SeatActions({ course, seat, onSlips, onClose }: CourseDesk & { seat: Seat; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const slips = useMakeSlips(course.id);
  const change = useChangeSeat(course.id);
  const onError = (problem: unknown) => void message.error(problemText(problem));
  if (seat.left_at) {
    return <Button onClick={() => change.mutate({ id: seat.id, left: false }, { onSuccess: onClose, onError })}>{t("people.seat.comeBack")}</Button>;
  }
  return (
    <Space>
      {seat.student_number && (
        <Popconfirm
          title={t("people.seat.slipSure")}
          okText={t("people.seat.slip")}
          cancelText={t("people.cancel")}
          disabled={!seat.can_sign_in}
          onConfirm={() => slips.mutate({ seats: [seat.id] }, { onSuccess: onSlips, onError })}
        >
          <Button loading={slips.isPending} onClick={() => !seat.can_sign_in && slips.mutate({ seats: [seat.id] }, { onSuccess: onSlips, onError })}>
            {t("people.seat.slip")}
          </Button>
        </Popconfirm>
      )}
      <Popconfirm
        title={t("people.seat.leaveSure")}
        okText={t("people.seat.leave")}
        cancelText={t("people.cancel")}
        onConfirm={() => change.mutate({ id: seat.id, left: true }, { onSuccess: onClose, onError })}
      >
        <Button danger>{t("people.seat.leave")}</Button>
      </Popconfirm>
    </Space>
  );
}

/** One person, new or known. */
export function SeatDrawer({ seat, onClose, ...desk }: SeatDrawerProps) {
  const { course, sections, teams } = desk;
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<NewSeat>();
  const add = useAddSeat(course.id);
  const change = useChangeSeat(course.id);
  const word = (key: string) => t(`people.seat.${key}`);
  const outcome = {
    onSuccess: onClose,
    onError: (problem: unknown) => void (showFieldErrors(form, problem) || message.error(problemText(problem))),
  };
  const save = (asked: NewSeat) => {
    const whole = { ...asked, section: asked.section ?? null, team: asked.team ?? null, team_role: asked.team_role ?? "" };
    if (seat) change.mutate({ id: seat.id, ...whole }, outcome);
    else add.mutate(whole, outcome);
  };
  const choices = (groups: Groups["teams"]) => groups.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Drawer open title={seat ? seat.name : t("people.addPerson")} onClose={onClose} size={420} extra={seat && <SeatActions {...desk} seat={seat} onClose={onClose} />}>
      <Form<NewSeat>
        name="seat"
        form={form}
        layout="vertical"
        initialValues={seat ? { ...seat, team_role: seat.team_role || undefined } : { role: "student", extra_time_percent: 0 }}
        onFinish={save}
      >
        <Form.Item name="student_number" label={word("number")} rules={[{ required: true, message: word("needNumber") }]}>
          <Input />
        </Form.Item>
        <Form.Item name="name" label={word("name")} rules={[{ required: true, message: word("needName") }]}>
          <Input />
        </Form.Item>
        <Form.Item name="role" label={word("role")}>
          <Select options={ROLES.map((role) => ({ value: role, label: t(`app.role.${role}`) }))} />
        </Form.Item>
        <Form.Item name="section" label={word("section")}>
          <Select allowClear options={choices(sections)} />
        </Form.Item>
        <Form.Item name="team" label={word("team")}>
          <Select allowClear options={choices(teams)} />
        </Form.Item>
        <Form.Item name="team_role" label={word("teamRole")}>
          <Select allowClear options={course.team_roles.map((role) => ({ value: role, label: t(`people.teamRole.${role}`, { defaultValue: role }) }))} />
        </Form.Item>
        <Form.Item name="extra_time_percent" label={word("extraTime")}>
          <InputNumber min={0} max={200} precision={0} suffix="%" className="cell-number" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t("people.save")}
        </Button>
      </Form>
    </Drawer>
  );
}
