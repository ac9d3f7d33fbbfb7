import { App, Button, Card, Form, Input, InputNumber, Select, Switch } from "antd";
import { useChangeCourse } from "../../api/people";
import type { CourseChange } from "../../api/people";
import type { Course } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { showFieldErrors } from "../../ui/fieldErrors";
import { useProblemText } from "../../ui/States";

const LANGUAGES = [
  { value: "zh", label: "中文" },
  { value: "en", label: "English" },
];

export function CourseForm({ course }: { course: Course }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<CourseChange>();
  const change = useChangeCourse(course.id);
  const save = (asked: CourseChange) =>
    change.mutate(asked, {
      onSuccess: () => void message.success(t("people.saved")),
      onError: (problem) => void (showFieldErrors(form, problem) || message.error(problemText(problem))),
    });
  return (
    <Card title={t("people.course.title")}>
      <Form<CourseChange> name="course" form={form} layout="vertical" initialValues={course} onFinish={save}>
        <Form.Item name="name" label={t("people.course.name")} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="term" label={t("people.course.term")} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="language" label={t("people.course.language")}>
          <Select options={LANGUAGES} />
        </Form.Item>
        <Form.Item name="time_zone" label={t("people.course.timeZone")}>
          <Input />
        </Form.Item>
        <Form.Item name="roles_enforced" label={t("people.course.rolesEnforced")} valuePropName="checked" extra={t("people.course.rolesEnforcedNote")}>
          <Switch />
        </Form.Item>
        <Form.Item name="keep_days" label={t("people.course.keepDays")} extra={t("people.course.keepDaysNote")}>
          <InputNumber min={0} max={3650} precision={0} className="cell-number" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t("people.save")}
        </Button>
      </Form>
    </Card>
  );
}
