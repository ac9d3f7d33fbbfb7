import { useParams } from "react-router";
import { useSession } from "../api/queries";
import { Forbidden } from "../app/guards";
import { Shell } from "../app/Shell";
import { PracticeOf } from "./PracticePage";

/** Practice for who takes part in no run yet. */
export default function CoursePracticePage() {
  const { course } = useParams();
  const { data } = useSession();
  const own = data?.courses.find(({ id, role }) => id === course && role === "student");
  return <Shell>{own ? <PracticeOf course={own.id} /> : <Forbidden />}</Shell>;
}
