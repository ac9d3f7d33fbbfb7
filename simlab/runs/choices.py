"""What the choices of a decision's field are called, for people, where they are no entities with a name of their own."""

from __future__ import annotations

from simlab.runs.scenario.problems import Wording

CHOICES: dict[str, dict[str, Wording]] = {
    "colour": {
        "standard": Wording("As it comes", "原色"),
        "white": Wording("White", "白色"),
        "black": Wording("Black", "黑色"),
        "red": Wording("Red", "红色"),
        "pastel": Wording("Pastel", "浅色系"),
        "natural": Wording("Natural", "自然色"),
    },
    "tone": {"plain": Wording("Plain", "平实"), "formal": Wording("Formal", "正式")},
    "claims": {
        "modest": Wording("Modest", "保守"),
        "plain": Wording("Plain", "平实"),
        "bold": Wording("Bold", "大胆"),
    },
    "transport": {
        "sea": Wording("Sea", "海运"),
        "fast_sea": Wording("Fast sea", "快船"),
        "air": Wording("Air", "空运"),
        "rail": Wording("Rail", "铁路"),
        "road": Wording("Road", "公路"),
        "express": Wording("Express", "快递"),
    },
    "by": {"store": Wording("The store", "店铺自发货"), "platform": Wording("The platform", "平台发货")},
    "method": {"dispose": Wording("Dispose of it", "销毁"), "liquidate": Wording("Sell it off", "清仓变卖")},
    "disposition": {
        "destroy": Wording("Destroy", "销毁"),
        "restock": Wording("Put back on the shelf", "重新上架"),
        "ship_back": Wording("Ship back home", "退运回国"),
    },
    "mode": {
        "9610": Wording("9610, parcels to consumers", "9610 跨境电商零售出口"),
        "9710": Wording("9710, sales to businesses", "9710 跨境电商 B2B 直接出口"),
        "9810": Wording("9810, stock for overseas warehouses", "9810 出口海外仓"),
        "1210": Wording("1210, through a bonded warehouse", "1210 保税跨境电商"),
    },
    "incoterm": {
        "DDP": Wording("DDP, the store pays duty and tax", "DDP 卖家承担税费"),
        "DAP": Wording("DAP, the buyer pays at the door", "DAP 买家到门支付税费"),
    },
    "papers": {
        "none": Wording("No answer", "不回复"),
        "basic": Wording("Invoice on request", "按要求提供发票"),
        "full": Wording("Full papers with every parcel", "每件包裹附完整资料"),
    },
    "authentication": {
        "never": Wording("Never", "从不"),
        "risk": Wording("When the fraud score is high", "风险评分高时"),
        "always": Wording("Always", "始终"),
    },
    "causes": {
        "order_defect": Wording("Order defects", "订单缺陷"),
        "late_shipment": Wording("Late shipments", "迟发"),
        "cancellation": Wording("Cancellations", "订单取消"),
        "invalid_tracking": Wording("Invalid tracking", "无效追踪号"),
        "late_delivery": Wording("Late deliveries", "迟达"),
        "slow_reply": Wording("Slow replies", "回复过慢"),
        "violation": Wording("Violations of the rules", "违反平台规则"),
    },
    "measures": {
        "better_goods": Wording("Better goods", "提升商品质量"),
        "faster_handling": Wording("Faster handling", "加快备货"),
        "more_stock": Wording("More stock", "增加库存"),
        "tracked_service": Wording("A tracked service", "改用可追踪物流"),
        "faster_service": Wording("A faster service", "改用更快物流"),
        "more_agents": Wording("More agents", "增加客服"),
        "no_shortcuts": Wording("No more shortcuts", "停止违规做法"),
    },
    "case": {
        "late": Wording("Arrived late", "迟到"),
        "not_as_described": Wording("Not as described", "与描述不符"),
        "review_threat": Wording("Threatens a bad review", "以差评要挟"),
    },
    "answer": {
        "refuse": Wording("Refuse", "拒绝"),
        "apologise": Wording("Apologise", "道歉"),
        "partial_refund": Wording("Refund a part", "部分退款"),
        "full_refund": Wording("Refund in full", "全额退款"),
    },
    "ground": {
        "fraud": Wording("Fraud: the cardholder did not buy", "欺诈：非持卡人交易"),
        "not_received": Wording("Not received in time", "未按时收到商品"),
        "not_as_described": Wording("Not as described or defective", "与描述不符或有缺陷"),
        "credit_not_processed": Wording("Returned, but not refunded", "已退货未退款"),
        "lost": Wording("Never received", "从未收到商品"),
    },
    "evidence": {
        "tracking": Wording("Scan of the delivery", "签收扫描记录"),
        "authentication": Wording("3-D Secure record", "3-D Secure 验证记录"),
        "correspondence": Wording("Correspondence with the buyer", "与买家的沟通记录"),
        "policy": Wording("Terms and description shown", "展示的条款与描述"),
    },
    "kpi": {
        "sales_minor": Wording("Sales in the round", "本轮销售额"),
        "profit_minor": Wording("Profit in the round", "本轮利润"),
        "cash_minor": Wording("Cash at the end", "期末现金"),
        "orders": Wording("Orders in the round", "本轮订单数"),
        "on_time_e4": Wording("Parcels on time", "准时送达率"),
        "rating_e2": Wording("Rating at the end", "期末店铺评分"),
        "order_defect_e6": Wording("Order defect rate, worst account", "订单缺陷率（最差账户）"),
        "slow_reply_e4": Wording("Messages answered late", "超时回复率"),
        "ad_share_e4": Wording("Ad spend as a share of sales", "广告费占销售额比例"),
        "refund_share_e4": Wording("Refunds as a share of sales", "退款占销售额比例"),
    },
    "methods": {
        "card": Wording("Card", "银行卡"),
        "paypal": Wording("PayPal", "PayPal"),
        "apple_google_pay": Wording("Apple Pay or Google Pay", "Apple Pay / Google Pay"),
        "apple_pay": Wording("Apple Pay", "Apple Pay"),
        "klarna_bnpl": Wording("Klarna, pay later", "Klarna 先买后付"),
        "afterpay_bnpl": Wording("Afterpay, pay later", "Afterpay 先买后付"),
        "bnpl_paidy": Wording("Paidy, pay later", "Paidy 先买后付"),
        "bnpl_atome": Wording("Atome, pay later", "Atome 先买后付"),
        "tabby_tamara": Wording("Tabby or Tamara, pay later", "Tabby / Tamara 先买后付"),
        "tng_grab_spaylater": Wording("TNG, Grab or SPayLater", "TNG / Grab / SPayLater"),
        "truemoney_spaylater": Wording("TrueMoney or SPayLater", "TrueMoney / SPayLater"),
        "invoice_klarna": Wording("Klarna invoice", "Klarna 账单支付"),
        "bank_cod": Wording("Bank transfer or cash on delivery", "银行转账或货到付款"),
        "bank_transfer": Wording("Bank transfer", "银行转账"),
        "virtual_account": Wording("Bank virtual account", "银行虚拟账户"),
        "cod": Wording("Cash on delivery", "货到付款"),
        "cod_installment": Wording("Cash on delivery or instalments", "货到付款或分期"),
        "cod_other": Wording("Cash on delivery or other", "货到付款或其他"),
        "konbini": Wording("Convenience store", "便利店付款"),
        "oxxo_cash": Wording("OXXO, cash", "OXXO 现金付款"),
        "otc": Wording("Over the counter", "柜台付款"),
        "boleto": Wording("Boleto", "Boleto 付款单"),
        "pix": Wording("Pix", "Pix"),
        "promptpay": Wording("PromptPay", "PromptPay"),
        "spei": Wording("SPEI transfer", "SPEI 转账"),
        "interac": Wording("Interac", "Interac"),
        "ideal_wero": Wording("iDEAL or Wero", "iDEAL / Wero"),
        "bizum": Wording("Bizum", "Bizum"),
        "fpx": Wording("FPX", "FPX"),
        "open_banking": Wording("Open banking", "开放银行"),
        "payid": Wording("PayID", "PayID"),
        "paypay_wallet": Wording("PayPay wallet", "PayPay 钱包"),
        "ewallet_qris": Wording("E-wallet by QRIS", "QRIS 电子钱包"),
        "gcash_maya": Wording("GCash or Maya", "GCash / Maya"),
        "grabpay_paynow": Wording("GrabPay or PayNow", "GrabPay / PayNow"),
        "momo_bank_qr": Wording("MoMo or bank QR", "MoMo / 银行二维码"),
        "naver_kakao_pay": Wording("Naver Pay or Kakao Pay", "Naver Pay / Kakao Pay"),
        "mercadopago_wallet": Wording("Mercado Pago wallet", "Mercado Pago 钱包"),
        "mir_card_sbp": Wording("Mir card or SBP", "Mir 卡 / SBP"),
        "mada_debit": Wording("mada debit card", "mada 借记卡"),
        "sepa_debit": Wording("SEPA direct debit", "SEPA 直接扣款"),
        "wallet_other": Wording("Other wallet", "其他钱包"),
        "other": Wording("Other", "其他"),
    },
}

# What the whole numbers from 0 on stand for.
LEVELS: dict[str, list[Wording]] = {
    "language_quality": [
        Wording("English as the supplier wrote it", "供应商的英文原文"),
        Wording("Machine translation", "机器翻译"),
        Wording("Native copywriter", "母语文案"),
    ],
    "content_level": [
        Wording("One picture", "单张图片"),
        Wording("Pictures and points", "多图与卖点"),
        Wording("Rich content", "图文详情"),
        Wording("Rich content and video", "图文详情与视频"),
    ],
    "pattern_level": [
        Wording("Honest", "诚实"),
        Wording("Some pressure", "轻度施压"),
        Wording("Strong pressure", "强力施压"),
        Wording("False countdowns, hidden costs, traps", "虚假倒计时、隐藏费用、陷阱"),
    ],
    "data_level": [
        Wording("With consent only", "仅在同意后"),
        Wording("Consent by default", "默认同意"),
        Wording("Without asking", "不征求同意"),
        Wording("Everything that can be collected", "收集一切可得数据"),
    ],
}


def level_names(field: str) -> list[dict[str, str]]:
    """The names of a field's levels; none where its numbers are plain numbers."""
    return [{"en": name.en, "zh": name.zh} for name in LEVELS.get(field, [])]


def choice_name(field: str, code: str) -> dict[str, str]:
    """The name of a choice; the code itself where it has no other."""
    name = CHOICES.get(field, {}).get(code, Wording(code, code))
    return {"en": name.en, "zh": name.zh}
