import type { ThemeConfig } from "antd";

/** Tokens that keep texts at 4.5:1 on their ground; the defaults of the library do not. */
export const theme: ThemeConfig = {
  cssVar: {},
  token: {
    colorPrimary: "#0958d9",
    colorInfo: "#0958d9",
    colorSuccess: "#237804",
    colorWarning: "#ad4e00",
    colorError: "#cf1322",
    // The grounds of notices, which would else be mixed from the dark tones above.
    colorSuccessBg: "#f6ffed",
    colorSuccessBorder: "#b7eb8f",
    colorWarningBg: "#fff7e6",
    colorWarningBorder: "#ffd591",
    colorErrorBg: "#fff1f0",
    colorErrorBorder: "#ffccc7",
    colorTextPlaceholder: "#667085",
    colorTextDescription: "#5b6472",
    colorTextTertiary: "#5b6472",
    colorTextDisabled: "#6b7280",
    colorBgLayout: "#f4f6f9",
    colorBorderSecondary: "#e6e9ef",
    borderRadius: 8,
    fontSize: 14,
    fontFamily:
      "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', Roboto, 'Helvetica Neue', Arial, sans-serif",
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerPadding: "0 20px", headerHeight: 60 },
    Menu: { itemBorderRadius: 8, itemSelectedBg: "#e6f0ff", activeBarBorderWidth: 0 },
    Card: { headerFontSize: 15 },
    Table: { headerBg: "#f8f9fb", headerColor: "#475467", cellPaddingBlockMD: 9 },
  },
};

/** Colours of the charts; each differs in lightness too, so that they hold in print and for colour-blind readers. */
export const CHART = {
  sales: "#0958d9",
  ads: "#d46b08",
  good: "#237804",
  bad: "#cf1322",
  neutral: "#8c96a8",
  total: "#1f3a68",
  skill: "#0958d9",
  luck: "#b7791f",
  land: "#dfe5ee",
  coast: "#b9c4d3",
  ink: "#344054",
  grid: "#e6e9ef",
};
