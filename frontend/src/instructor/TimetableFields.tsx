import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Space } from "antd";
import { useWords } from "../i18n/useWords";
import type { Lesson } from "../api/types";
import { formatWeekday } from "../ui/formats";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
export const USUAL_LESSON: Lesson = { weekday: 0, at: "18:00", days: 7 };

/** Lessons of the week: at which hour how many simulated days are played. */
export function TimetableFields() {
  const { t, language } = useWords();
  const weekdays = WEEKDAYS.map((value) => ({ value, label: formatWeekday(value, language) }));
  return (
    <Form.List name="timetable">
      {(lessons, { add, remove }) => (
        <Form.Item label={t("classroom.clock.lessons")}>
          {lessons.map(({ key, name }) => (
            <Space key={key} wrap>
              <Form.Item name={[name, "weekday"]} noStyle>
                <Select options={weekdays} aria-label={t("classroom.clock.weekday")} className="cell-number" />
              </Form.Item>
              <Form.Item name={[name, "at"]} noStyle>
                <Input type="time" aria-label={t("classroom.clock.at")} className="cell-number" />
              </Form.Item>
              <Form.Item name={[name, "days"]} noStyle>
                <InputNumber precision={0} aria-label={t("classroom.clock.lessonDays")} suffix={t("classroom.clock.daysUnit")} className="cell-number" />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined aria-hidden="true" />} aria-label={t("classroom.clock.removeLesson")} onClick={() => remove(name)} />
            </Space>
          ))}
          <Button type="dashed" icon={<PlusOutlined aria-hidden="true" />} onClick={() => add(USUAL_LESSON)}>
            {t("classroom.clock.addLesson")}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}
