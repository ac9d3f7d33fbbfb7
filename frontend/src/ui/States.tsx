import { Button, Empty, Result, Skeleton } from "antd";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/problems";
import { useWords } from "../i18n/useWords";

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.states.loading")} className="state">
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
}

export function Nothing({ title, text, action }: { title: string; text?: string; action?: ReactNode }) {
  return (
    <Empty
      className="state"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          {text && <div className="quiet">{text}</div>}
        </>
      }
    >
      {action}
    </Empty>
  );
}

export function useProblemText(): (problem: unknown) => string {
  const { t } = useWords();
  return (problem) => {
    if (!(problem instanceof ApiProblem)) return t("app.problem.unexpected", { status: "?" });
    if (problem.status === 0) return t("app.states.offline");
    if (problem.status === 403) return problem.summary || t("app.states.forbidden");
    return problem.summary || t("app.problem.unexpected", { status: problem.status });
  };
}

export function Failure({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  const { t } = useWords();
  const text = useProblemText();
  return (
    <div role="alert" className="state">
      <Result
        status="warning"
        title={t("app.states.error")}
        subTitle={text(problem)}
        extra={<Button onClick={onRetry}>{t("app.states.retry")}</Button>}
      />
    </div>
  );
}

type Asked<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

/** The states every page has in common: loading, failed, and there. Old data stay on screen while new ones fail. */
export function Answer<T>({ of, rows, children }: { of: Asked<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isPending) return <Loading rows={rows} />;
  return <Failure problem={of.error} onRetry={() => void of.refetch()} />;
}
