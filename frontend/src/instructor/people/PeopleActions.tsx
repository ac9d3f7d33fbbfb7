import { IdcardOutlined, UploadOutlined, UserAddOutlined, UsergroupAddOutlined } from "@ant-design/icons";
import { App, Button, Space } from "antd";
import { useState } from "react";
import { useMakeSlips } from "../../api/people";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import { AnonymousSeats } from "./AnonymousSeats";
import { ClassListDrawer } from "./ClassListDrawer";
import type { CourseDesk } from "./PeoplePage";
import { SeatDrawer } from "./SeatDrawer";
import type { Groups } from "./SeatsCard";

type Open = "list" | "person" | "anonymous" | null;

export function PeopleActions(desk: CourseDesk & Groups) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [open, setOpen] = useState<Open>(null);
  const slips = useMakeSlips(desk.course.id);
  const close = () => setOpen(null);
  const print = () =>
    slips.mutate(
      {},
      {
        onSuccess: (made) => (made.slips.length ? desk.onSlips(made) : void message.info(t("people.slips.none"))),
        onError: (problem) => void message.error(problemText(problem)),
      },
    );
  return (
    <Space wrap>
      <Button type="primary" icon={<UploadOutlined aria-hidden="true" />} onClick={() => setOpen("list")}>
        {t("people.list.open")}
      </Button>
      <Button icon={<IdcardOutlined aria-hidden="true" />} loading={slips.isPending} onClick={print}>
        {t("people.slips.open")}
      </Button>
      <Button icon={<UserAddOutlined aria-hidden="true" />} onClick={() => setOpen("person")}>
        {t("people.addPerson")}
      </Button>
      <Button icon={<UsergroupAddOutlined aria-hidden="true" />} onClick={() => setOpen("anonymous")}>
        {t("people.anonymous.open")}
      </Button>
      {open === "list" && <ClassListDrawer course={desk.course} onClose={close} />}
      {open === "person" && <SeatDrawer {...desk} onClose={close} />}
      {open === "anonymous" && <AnonymousSeats {...desk} onClose={close} />}
    </Space>
  );
}
