import { Col, Row } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useCourse, useGroups, useSeats } from "../../api/people";
import { useSession } from "../../api/queries";
import type { Course, Slips } from "../../api/types";
import { Forbidden } from "../../app/guards";
import { usePlace } from "../../app/place";
import { Shell } from "../../app/Shell";
import { useWords } from "../../i18n/useWords";
import { Page } from "../../ui/Page";
import { Answer } from "../../ui/States";
import { ClassCodeCard } from "./ClassCodeCard";
import { CourseForm } from "./CourseForm";
import { GroupsCard } from "./GroupsCard";
import { PeopleActions } from "./PeopleActions";
import { SeatsCard } from "./SeatsCard";
import { SlipSheet } from "./SlipSheet";

export type CourseDesk = { course: Course; mayChange: boolean; onSlips: (slips: Slips) => void };

function Desk({ course, mayChange }: { course: Course; mayChange: boolean }) {
  const { t } = useWords();
  const [slips, setSlips] = useState<Slips | null>(null);
  const seats = useSeats(course.id);
  const sections = useGroups(course.id, "sections");
  const teams = useGroups(course.id, "teams");
  const desk = { course, mayChange, onSlips: setSlips };
  const groups = { sections: sections.data ?? [], teams: teams.data ?? [] };
  if (slips) return <SlipSheet slips={slips} onDone={() => setSlips(null)} />;
  return (
    <Page title={t("people.title")} note={`${course.name} · ${course.term}`} extra={mayChange && <PeopleActions {...desk} {...groups} />}>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={17}>
          <Answer of={seats}>{(rows) => <SeatsCard {...desk} {...groups} seats={rows} />}</Answer>
        </Col>
        <Col xs={24} xl={7}>
          <Row gutter={[16, 16]}>
            <Col xs={24} md={12} xl={24}>
              <ClassCodeCard {...desk} />
            </Col>
            <Col xs={24} md={12} xl={24}>
              <GroupsCard {...desk} kind="teams" groups={groups.teams} />
            </Col>
            <Col xs={24} md={12} xl={24}>
              <GroupsCard {...desk} kind="sections" groups={groups.sections} />
            </Col>
            {mayChange && (
              <Col xs={24} md={12} xl={24}>
                <CourseForm key={course.id} course={course} />
              </Col>
            )}
          </Row>
        </Col>
      </Row>
    </Page>
  );
}

function CoursePeople({ course, mayChange }: { course: string; mayChange: boolean }) {
  return <Answer of={useCourse(course)}>{(shown) => <Desk course={shown} mayChange={mayChange} />}</Answer>;
}

/** The people of the run's course. */
export default function PeoplePage() {
  const { brief } = usePlace();
  return <CoursePeople course={brief.course} mayChange={brief.role === "instructor"} />;
}

/** The same for a course that has no run yet. */
export function CoursePage() {
  const { course } = useParams();
  const { data } = useSession();
  const own = data?.courses.find(({ id, role }) => id === course && (role === "instructor" || role === "assistant"));
  return <Shell>{own ? <CoursePeople course={own.id} mayChange={own.role === "instructor"} /> : <Forbidden />}</Shell>;
}
