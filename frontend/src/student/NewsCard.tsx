import { Card, List, Tag } from "antd";
import { useNews } from "../api/queries";
import type { News, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Announcements } from "../ui/Announcements";
import { Answer, Nothing } from "../ui/States";
import { formatDate } from "../ui/formats";

function Entry({ news, run }: { news: News; run: RunDetail }) {
  const { t, language, pick } = useWords();
  const names = new Map([...run.markets, ...run.skus, ...run.services, ...run.warehouses].map(({ code, name }) => [code, pick(name)]));
  const concerned = [...news.markets, ...news.channels, ...news.skus, ...news.services, ...news.warehouses];
  const begins = { date: formatDate(news.begins_date, language) };
  return (
    <List.Item>
      <div>
        <strong>{pick(news.title)}</strong> <Tag>{news.over ? t("store.news.over") : t("store.news.begins", begins)}</Tag>
        <div>{pick(news.text)}</div>
        <div className="quiet small">
          {[formatDate(news.date, language), ...concerned.map((code) => names.get(code) ?? code)].join(" · ")}
        </div>
      </div>
    </List.Item>
  );
}

/** What a seller has heard of: announcements from their day on, the rest once it was noticed. */
export function NewsCard({ store, run }: { store: string; run: RunDetail }) {
  const { t } = useWords();
  const news = useNews(store);
  return (
    <Card title={t("store.news.title")}>
      <Announcements run={run.id} most={3} />
      <Answer of={news} rows={2}>
        {(items) =>
          items.length ? (
            <List size="small" dataSource={items} rowKey="code" renderItem={(item) => <Entry news={item} run={run} />} />
          ) : (
            <Nothing title={t("store.news.none")} text={t("store.news.noneText")} />
          )
        }
      </Answer>
    </Card>
  );
}
