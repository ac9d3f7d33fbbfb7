"""What the fields of a decision are called, for people. One name means one thing in every kind."""

from __future__ import annotations

from simlab.runs.scenario.problems import Wording

FIELDS: dict[str, Wording] = {
    "market": Wording("Market", "市场"),
    "channel": Wording("Channel", "渠道"),
    "sku": Wording("Product", "商品"),
    "currency": Wording("Currency", "币种"),
    "service": Wording("Delivery service", "物流服务"),
    "price_minor": Wording("Price", "价格"),
    "listed": Wording("On sale", "在售"),
    "ad_budget_minor": Wording("Ad budget per day", "每日广告预算"),
    "cover_days": Wording("Stock cover in days", "备货天数"),
    "units": Wording("Units", "件数"),
    # buyers
    "opened": Wording("Carried by the store", "已选入店铺"),
    "language_quality": Wording("Quality of the translation", "翻译质量"),
    "content_level": Wording("Level of pictures and text", "图文内容等级"),
    "colour": Wording("Colour", "颜色"),
    "size_chart": Wording("Size chart", "尺码表"),
    "gift_wrap": Wording("Gift wrapping", "礼品包装"),
    "tone": Wording("Tone of the text", "文案语气"),
    "claims": Wording("Strength of the claims", "宣传力度"),
    # marketing
    "category": Wording("Category", "品类"),
    "bid_minor": Wording("Highest bid for a click (0: the usual price)", "单次点击最高出价（0 为常价）"),
    "segment": Wording("Buyers to address", "投放人群"),
    "everyone": Wording("Address everyone again", "重新面向所有人"),
    "budget_weight": Wording("Weight in the front's ad budget", "在广告预算中的权重"),
    "retarget": Wording("Follow people who came and left", "向来过又离开的人投放"),
    "percent_off": Wording("Percent off", "折扣百分比"),
    "first_day": Wording("First day", "开始日"),
    "days": Wording("Days", "天数"),
    "test_price_minor": Wording(
        "Other price to test; left empty: another content", "要测试的另一价格（留空则测试另一版内容）"
    ),
    "use_variant": Wording("Use the tested variant", "采用测试版本"),
    "enrolled": Wording("Take part", "参加"),
    # supply
    "supplier": Wording("Supplier", "供应商"),
    "level": Wording("Inspection level", "检验等级"),
    "factor_e2": Wording("Service factor (1.65 covers 95% of demand)", "服务系数（1.65 可覆盖 95% 的需求）"),
    "warehouse": Wording("Warehouse", "仓库"),
    "origin": Wording("From warehouse", "发货仓库"),
    "destination": Wording("To warehouse", "收货仓库"),
    "transport": Wording("Transport", "运输方式"),
    "by": Wording("Fulfilled by", "发货方"),
    "method": Wording("Way of removal", "处理方式"),
    # parcels
    "insured": Wording("Insured", "投保"),
    "free_returns": Wording("Free returns", "免费退货"),
    "keep_below_minor": Wording("Buyers keep what they send back up to this price", "仅退款的价格上限"),
    "local_return_address": Wording("Return address in the market", "当地退货地址"),
    "early_refund": Wording("Refund at the drop-off", "寄出即退款"),
    "disposition": Wording("What becomes of returned goods", "退货处置"),
    "handling_days": Wording("Days to dispatch that buyers are told", "承诺备货天数"),
    "shipping_fee_minor": Wording("Shipping fee an order", "每单运费"),
    "free_shipping_from_minor": Wording("Free shipping for orders from this value on", "满额包邮起点"),
    # platform
    "causes": Wording("Causes named", "说明的原因"),
    "measures": Wording("Measures taken", "采取的措施"),
    # service
    "language": Wording("Language", "语言"),
    "agents": Wording("Agents", "客服人数"),
    "hours": Wording("Hours a day of each agent", "每人每日工时"),
    "goodwill_percent": Wording("Partial refund for late goods, in percent", "迟到部分退款比例（%）"),
    "case": Wording("Kind of case", "工单类型"),
    "case_no": Wording("Case number", "工单编号"),
    "answer": Wording("Answer", "答复"),
    "reviews": Wording("Reviews to buy", "购买好评数"),
    "pattern_level": Wording("Level of dark patterns", "诱导性设计程度"),
    "data_level": Wording("Use of buyers' data", "买家数据使用程度"),
    "programme": Wording("Programme", "补贴项目"),
    # customs
    "mode": Wording("Customs mode", "海关监管方式"),
    "hs6": Wording("HS code", "HS 编码"),
    "percent": Wording("Percent of the true value", "占真实价值的百分比"),
    "incoterm": Wording("Delivery terms", "交货条款"),
    "collects": Wording("Collect tax at the checkout", "结账时代收税款"),
    "number": Wording("Tax number", "税号"),
    "paper": Wording("Registration or certificate", "注册或认证"),
    "declared": Wording("Declared as complete", "声明资料齐全"),
    "papers": Wording("Answers to customs", "海关查询回复方式"),
    # payments
    "amount_minor": Wording("Amount", "金额"),
    "tenor_days": Wording("Days until it settles", "交割天数"),
    "credit_minor": Wording("Credit to stand", "贷款余额"),
    "methods": Wording("Payment methods on offer", "提供的支付方式"),
    "authentication": Wording("3-D Secure", "3-D Secure 验证"),
    "score": Wording("Fraud score that is refused", "拒绝的风险评分"),
    "retry": Wording("Second try", "重试"),
    "rail": Wording("Payout rail", "提现渠道"),
    "every_days": Wording("Days between payouts", "提现周期（天）"),
    "keep": Wording("Keep the foreign currency", "保留外币"),
    "ground": Wording("Kind of dispute", "拒付类型"),
    "dispute_no": Wording("Dispute number", "拒付编号"),
    "evidence": Wording("Evidence", "证据"),
}

# What an integer counts, where it is not pieces, days or percent.
UNITS = ["home_money", "market_money", "currency_money", "hundredths", "day"]
UNIT_OF: dict[str, str] = {
    "price_minor": "market_money",
    "test_price_minor": "market_money",
    "shipping_fee_minor": "market_money",
    "free_shipping_from_minor": "market_money",
    "ad_budget_minor": "home_money",
    "bid_minor": "home_money",
    "keep_below_minor": "home_money",
    "credit_minor": "home_money",
    "amount_minor": "currency_money",
    "factor_e2": "hundredths",
    "first_day": "day",
}
