"""What each kind of decision does, for people: what it changes, what it costs, and when. Never how likely a hidden chance is."""

from __future__ import annotations

from simlab.runs.scenario.problems import Wording

DOES: dict[str, Wording] = {
    "set_price": Wording(
        "Shoppers see the new price from the next day on: a lower one sells more and leaves less of each sale. Free.",
        "新价格从下一天起生效：降价卖得更多，但每单利润更少。不收费。",
    ),
    "list_product": Wording(
        "Puts the product on sale or takes it off; stock stays where it is and goes on costing storage. Free.",
        "上架或下架商品；库存不动，仓储费照付。不收费。",
    ),
    "set_ad_budget": Wording(
        "The most that is spent on advertising in this market each day, from cash; it brings visits, not certain sales.",
        "该市场每天广告支出的上限，从现金支付；带来访问，不保证成交。",
    ),
    "choose_service": Wording(
        "Parcels sold from the next day on travel by it: its price is paid for each parcel, its days are promised to buyers.",
        "下一天起售出的包裹使用该服务：每件按其运价付费，并向买家承诺其时效。",
    ),
    "set_cover": Wording(
        "On every review day goods are ordered until stock and orders last so many days. Too few run out, too many tie up cash and cost storage.",
        "每个补货日自动采购至库存加在途可供所设天数。过少会断货，过多会占用现金并产生仓储费。",
    ),
    "place_purchase_order": Wording(
        "Ordered in the evening of the next day, raised to the supplier's minimum and cut to what cash allows; paid by deposit and balance, here after the lead time.",
        "下一天晚间下单，不足起订量则补足，超出现金则削减；先付定金后付尾款，经过交期后到货。",
    ),
    "localise": Wording(
        "Moves how much shoppers of this market like the front, and their stars. A higher level of text or pictures is paid once, gift wrapping for every order.",
        "影响该市场买家的好感与评分。提高文案或图片等级一次性付费，礼品包装按单付费。",
    ),
    "select_product": Wording(
        "Opens a product, so that it can be listed and bought, or closes it. Only so many may be open; stock of a closed one does not sell.",
        "开设商品后方可上架与采购，或关闭商品。可开设数量有限；关闭后其库存不再销售。",
    ),
    "set_campaign": Wording(
        "Sets bid, audience and share of the front's ad budget for a category. Each click costs what the next bidder would have paid, never more than the bid.",
        "设定某品类的出价、人群与广告预算份额。每次点击按次高出价付费，不超过自己的出价。",
    ),
    "set_coupon": Wording(
        "A badge and a lower price for buyers who clip it. Every order with a coupon costs the discount on its goods and a fee of the platform.",
        "显示优惠标识，领券买家享受折扣。每个用券订单承担商品折扣与平台手续费。",
    ),
    "start_deal": Wording(
        "A reduced price and a badge on the days named. The platform takes a fee for each day on which the listing is on sale.",
        "在指定日期降价并显示活动标识。商品在售的每一天平台收取活动费。",
    ),
    "enrol_sale_days": Wording(
        "Every price of the front is reduced on the market's sale days, when many more shoppers come. No fee; the discount is the cost.",
        "在该市场大促日对全店降价，届时客流大增。无报名费，折扣即成本。",
    ),
    "enrol_early_reviews": Wording(
        "More buyers of a product with few reviews write one. The fee is due once, on the next day.",
        "评价较少的商品会有更多买家留评。费用在下一天一次性支付。",
    ),
    "test_listing": Wording(
        "Shows half of the shoppers another content, or another price on every second day, and counts the orders of each. The test itself is free.",
        "让一半顾客看到另一版内容，或隔日显示另一价格，并分别统计订单。测试本身不收费。",
    ),
    "use_variant": Wording(
        "Everyone sees the tested content from the next day on, or the old one again. Free.",
        "下一天起所有人看到测试版内容，或恢复原版。不收费。",
    ),
    "choose_supplier": Wording(
        "Orders from the next day on go to this supplier: its price, minimum, deposit, lead time and defects. Orders under way stay as they are.",
        "下一天起的采购改向该供应商：适用其价格、起订量、定金、交期与次品率。在途订单不变。",
    ),
    "set_inspection": Wording(
        "Goods ordered from the next day on are sampled before they leave the factory, for a fee an order; a lot that fails is reworked and comes later.",
        "下一天起采购的货物出厂前抽检，按单收费；不合格批次返工并延迟到货。",
    ),
    "set_safety_stock": Wording(
        "Stock against bad luck that the weekly orders add to the cover: fewer stock-outs, more cash in goods.",
        "每周补货在备货天数之外增加的安全库存：减少断货，占用更多现金。",
    ),
    "ship_inbound": Wording(
        "The consignment sets out in the evening of the next day. Freight and, on entry, import duty are paid at once; it is on the shelf after transit and receiving.",
        "下一天晚间发运。运费与入境关税立即支付；经运输与入库后上架。",
    ),
    "set_placement": Wording(
        "On every review day the warehouse is filled up from home to so many days of its market's sales; freight and import duty are paid each time.",
        "每个补货日从国内补足该仓所在市场所设天数的销量；每次支付运费与进口关税。",
    ),
    "choose_fulfilment": Wording(
        "With stock in its warehouse the platform ships, with a badge that sells, for a fee on every unit; otherwise the store ships from its own.",
        "平台仓有货时由平台发货并带来有利标识，按件收费；否则由店铺自行发货。",
    ),
    "remove_stock": Wording(
        "The goods leave the warehouse in the evening of the next day for a fee on every unit; sold off they bring back a part of their cost.",
        "下一天晚间将货物移出仓库，按件收费；清仓变卖可收回部分成本。",
    ),
    "choose_sku_service": Wording(
        "This listing travels by a service of its own instead of the market's, from the next day's sales on.",
        "自下一天的订单起，该商品使用单独的物流服务，而非该市场的默认服务。",
    ),
    "insure": Wording(
        "A premium on every sale to the market; for lost or broken parcels the insurer pays their value instead of the carrier's limit.",
        "对该市场每单支付保费；丢失或损坏的包裹由保险公司按价值赔付，而非按承运商限额。",
    ),
    "set_return_policy": Wording(
        "Easier returns sell more and bring more goods back. The store pays labels, handling and refunds for sales from the next day on.",
        "退货越方便卖得越多，退回也越多。下一天起的订单由店铺承担退货运费、处理费与退款。",
    ),
    "set_disposition": Wording(
        "What becomes of goods that come back: destroyed, put on the shelf where they are, or shipped home; each way has its cost.",
        "退回商品的去向：销毁、就地重新上架或退运回国，各有成本。",
    ),
    "set_handling_time": Wording(
        "Adds days to the delivery promise, or takes them off. A short promise sells, a broken one costs stars and account health. Free.",
        "增加或减少承诺时效的天数。承诺短更好卖，失约会损失评分与账户健康。不收费。",
    ),
    "set_shipping_fee": Wording(
        "Buyers pay the fee on top of the price, or nothing from an order value on; they choose by the sum.",
        "买家在价格之外支付运费，满额包邮；买家按总额选择。",
    ),
    "choose_customs_mode": Wording(
        "How the market's goods leave China: the export refund, the weeks until it comes, and the fee for each parcel depend on it.",
        "决定发往该市场货物的出口方式：影响出口退税、到账周期与每件报关费。",
    ),
    "choose_hs_code": Wording(
        "The heading under which the product is declared, and so its duty. A wrong one can be found at an inspection and is fined.",
        "商品的申报税号，决定关税。归类错误可能在查验时被发现并罚款。",
    ),
    "declare_value": Wording(
        "The share of the true value that is declared. Less than all saves duty, is inspected more often, and costs fines and goods when found.",
        "申报价值占真实价值的比例。低报可少缴税，但更常被查验，一经发现罚款并可能扣没货物。",
    ),
    "choose_incoterm": Wording(
        "DDP: the store pays duty and tax. DAP: buyers pay them at the door with the carrier's fee; some stay away, some refuse the parcel.",
        "DDP 由店铺承担税费；DAP 由买家到门支付税费与手续费，部分买家放弃购买或拒收。",
    ),
    "collect_tax": Wording(
        "The own site takes the tax at the checkout under a registered number and pays it on every month, instead of parcel by parcel at the border.",
        "独立站凭注册号在结账时代收税款并按月缴纳，无需逐件在边境缴税。",
    ),
    "register": Wording(
        "The fee is paid on the next day; the registration comes after its waiting time, and with it the right to sell or to be refunded.",
        "下一天支付费用；等待期满后获得注册，方可销售或享受退税等权利。",
    ),
    "certify": Wording(
        "The fee is paid on the next day; the certificate comes after its waiting time, and markets that ask for it let the product in.",
        "下一天支付费用；等待期满后获得认证，要求该认证的市场方可销售此商品。",
    ),
    "self_declare": Wording(
        "Sells at once what lacks papers. Each such listing can be found out any day, is fined and stays off sale until the papers are there.",
        "资料不齐也先行销售。此类商品随时可能被查出，将被罚款并下架，直至资料齐全。",
    ),
    "answer_customs": Wording(
        "Papers cost money for every parcel; better ones mean fewer holds and fewer honest parcels seized by mistake.",
        "资料按件付费；资料越全，扣留越少，误扣的合规包裹也越少。",
    ),
    "convert": Wording(
        "Sold in the evening of the next day at that day's rate, less the bank's spread; no more than the account holds.",
        "下一天晚间按当日汇率结汇，扣除银行点差；不超过账户余额。",
    ),
    "buy_forward": Wording(
        "Fixes today's forward rate for later: on the settlement day the difference to the rate of that day is paid or received. Limited by the bank.",
        "锁定远期汇率：到期日按与当日汇率的差额收付现金。额度受银行限制。",
    ),
    "set_credit": Wording(
        "The balance of the credit line moves here in the evening, as far as limit and cash allow; interest is paid every day.",
        "当晚将贷款余额调整至该数额（受额度与现金限制），每日支付利息。",
    ),
    "offer_methods": Wording(
        "Buyers whose way to pay is missing leave or pay by another. Each method has its fee, its declines and its disputes.",
        "缺少买家想用的支付方式时，买家会离开或改用其他方式。每种方式的费率、拒付与争议不同。",
    ),
    "set_three_d_secure": Wording(
        "Authenticated cards move the loss of fraud to the issuer; some buyers leave at the extra step.",
        "经验证的银行卡欺诈损失由发卡行承担；部分买家会因多一步验证而离开。",
    ),
    "set_fraud_threshold": Wording(
        "A lower threshold refuses more fraud and more honest buyers. Free; what gets through can come back as a chargeback with a fee.",
        "阈值越低，拦下的欺诈越多，误拒的正常买家也越多。不收费；漏过的欺诈会成为带手续费的拒付。",
    ),
    "retry_declined": Wording(
        "Payments that were softly declined are tried once more on the same day; some of them succeed.",
        "对软拒绝的支付当天再试一次，其中一部分会成功。",
    ),
    "set_payout": Wording(
        "By which rail and how often the provider's balance goes to the bank: fees, exchange spread and delay differ; kept money stays in its currency.",
        "支付机构余额通过何种渠道、多久提现一次：费用、汇兑点差与到账时间不同；保留外币则不结汇。",
    ),
    "set_representment": Wording(
        "New disputes of this kind are contested at once with this evidence; each costs a fee and the agents' work. Without evidence the team decides.",
        "此类新争议立即以所选证据申诉，每笔支付费用与人工。不设证据则由团队逐笔决定。",
    ),
    "represent": Wording(
        "Sends the evidence to the bank in the course of the next day, for a fee; the ruling comes weeks later. No evidence accepts the loss.",
        "下一天将证据提交银行并付费，数周后裁定。不提交证据即接受损失。",
    ),
    "appeal": Wording(
        "A plan that names the true causes and answers each of them has the best chance. The answer takes days; a refusal closes the account for long.",
        "如实说明原因并逐一对应措施的申诉成功率最高。数日后答复；被拒则账户将长期关闭。",
    ),
    "set_staffing": Wording(
        "Wages are paid every day. Messages not answered within 24 hours cost sales, stars and account health.",
        "每天支付工资。24 小时内未回复的消息会损失销量、评分与账户健康。",
    ),
    "set_refund_policy": Wording(
        "Buyers of late goods are offered this part of the price back: it costs money and prevents claims.",
        "向收货迟到的买家退还该比例货款：有成本，但可减少索赔。",
    ),
    "standing_policy": Wording(
        "The answer to cases of this kind that the team leaves until their deadline. Refunds cost at once; a cheap answer may cost a claim or a star.",
        "团队在期限前未处理的此类工单按此答复。退款立即产生成本；敷衍答复可能引来索赔或差评。",
    ),
    "answer_case": Wording(
        "Stands until the case is due; the last answer counts. Refunds cost at once; a cheap answer may cost a claim or a star.",
        "到期前可更改，以最后一次答复为准。退款产生成本；敷衍答复可能引来索赔或差评。",
    ),
    "buy_reviews": Wording(
        "Five-star reviews appear on the next day, for a price each. Forbidden: when found they disappear, with a fine and strikes against the account.",
        "下一天出现五星评价，按条付费。属违规行为：一经发现评价清除，并处罚款与账户扣分。",
    ),
    "set_dark_pattern": Wording(
        "Presses more visitors into buying; some of them want their money back. Can be found any week: a fine and strikes against the account.",
        "促使更多访客下单，但会有人要求退款。每周都可能被查出：罚款并账户扣分。",
    ),
    "set_data_use": Wording(
        "Careless use of buyers' data makes listings sell better. Can be found any week: a fine and strikes against the account.",
        "过度使用买家数据可提升销量。每周都可能被查出：罚款并账户扣分。",
    ),
    "apply_subsidy": Wording(
        "Free. The answer comes after its waiting time; money is paid where the conditions are met, and taken back from stores that are caught breaking rules.",
        "申请免费。等待期后答复；符合条件则发放，被查出违规的店铺须退回。",
    ),
    "set_goal": Wording(
        "What the team wants to reach; it changes nothing in the store and is compared with what happens.",
        "团队希望达到的目标；不影响店铺，事后与实际结果对照。",
    ),
    "forecast": Wording(
        "What the team expects; it changes nothing in the store and is scored against what happens.",
        "团队的预期；不影响店铺，事后按实际结果评分。",
    ),
    "journal": Wording(
        "The reasons behind decisions, in the team's own words; it changes nothing in the store.",
        "用自己的话写下决策理由；不影响店铺。",
    ),
}
