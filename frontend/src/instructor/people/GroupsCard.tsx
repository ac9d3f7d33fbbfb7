import { DeleteOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Space, Typography } from "antd";
import { useState } from "react";
import { useAddGroup, useRemoveGroup, useRenameGroup } from "../../api/people";
import type { GroupKind } from "../../api/people";
import type { Group } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import type { CourseDesk } from "./PeoplePage";

type GroupsCardProps = CourseDesk & { kind: GroupKind; groups: Group[] };

/** Teams or sections: a click on the name renames one; only an empty one can be removed. */
export function GroupsCard({ course, mayChange, kind, groups }: GroupsCardProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [name, setName] = useState("");
  const add = useAddGroup(course.id, kind);
  const rename = useRenameGroup(course.id, kind);
  const remove = useRemoveGroup(course.id, kind);
  const onError = (problem: unknown) => void message.error(problemText(problem));
  const addOne = () => name.trim() && add.mutate(name.trim(), { onSuccess: () => setName(""), onError });
  const change = (group: Group) => (text: string) => text.trim() && text !== group.name && rename.mutate({ id: group.id, name: text.trim() }, { onError });
  return (
    <Card title={t(`people.${kind}.title`)}>
      <ul className="groups">
        {groups.map((group) => (
          <li key={group.id}>
            <Typography.Text editable={mayChange && { onChange: change(group), tooltip: t("people.rename") }}>{group.name}</Typography.Text>
            <span className="quiet">{t("people.count", { count: group.seats })}</span>
            {mayChange && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t("people.remove", { name: group.name })}
                disabled={group.seats > 0}
                onClick={() => remove.mutate(group.id, { onError })}
              />
            )}
          </li>
        ))}
        {groups.length === 0 && <li className="quiet">{t(`people.${kind}.none`)}</li>}
      </ul>
      {mayChange && (
        <Space.Compact className="add-group">
          <Input value={name} onChange={(event) => setName(event.target.value)} onPressEnter={addOne} aria-label={t(`people.${kind}.add`)} placeholder={t(`people.${kind}.add`)} />
          <Button loading={add.isPending} onClick={addOne}>
            {t("people.add")}
          </Button>
        </Space.Compact>
      )}
    </Card>
  );
}
