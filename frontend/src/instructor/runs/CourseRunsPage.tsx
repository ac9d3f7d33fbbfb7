import { useParams } from "react-router";
import { useSession } from "../../api/queries";
import { Forbidden } from "../../app/guards";
import { Shell } from "../../app/Shell";
import { Runs } from "./RunsPage";

/** The runs of a course for who is in none of them yet. */
export default function CourseRunsPage() {
  const { course } = useParams();
  const { data } = useSession();
  const own = data?.courses.find(({ id, role }) => id === course && (role === "instructor" || role === "assistant"));
  return <Shell>{own ? <Runs course={own.id} /> : <Forbidden />}</Shell>;
}
