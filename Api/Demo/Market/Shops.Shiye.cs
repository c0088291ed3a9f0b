namespace Daogou.Api.Demo.Market;

public static partial class Shops
{
    private static Shop Shiye() => new(
        "shiye", "拾野户外", "Shiye Outdoor", "周末就出发", "Leave on Friday, back on Sunday", "CNY", 1000, 28,
        [
            new("shiye-301", "tent", "拾野 双人轻量帐篷", "Ultralight 2-person tent", "露营", "Camping", "拾野", 599, 799, "一点八公斤，双层防雨，三分钟搭好。", "1.8 kg, two layers, up in three minutes."),
            new("shiye-302", "tent", "拾野 四季高山帐", "Four-season mountain tent", "露营", "Camping", "拾野", 1299, 1699, "抗八级风，雪裙设计。", "Stands in a gale; snow skirt."),
            new("shiye-303", "backpack", "拾野 徒步背包 38L", "Trekking backpack 38 L", "徒步", "Hiking", "拾野", 369, 499, "悬浮背板，附防雨罩。", "Suspended back panel, rain cover included."),
            new("shiye-304", "backpack", "途迹 城市通勤包 22L", "City daypack 22 L", "徒步", "Hiking", "途迹", 229, 329, "防泼水，独立电脑仓。", "Water-repellent with a laptop sleeve."),
            new("shiye-305", "bottle", "拾野 钛保温壶 600ml", "Titanium vacuum bottle 600 ml", "徒步", "Hiking", "拾野", 259, 349, "三百克，十二小时保温。", "300 g; hot for twelve hours."),
            new("shiye-306", "bottle", "途迹 运动吸管水壶 1L", "Sports straw bottle 1 L", "徒步", "Hiking", "途迹", 69, 99, "单手开盖，无异味。", "Opens with one hand; no taste."),
            new("shiye-307", "stove", "炊烟 一体式炉头套锅", "Integrated stove and pot", "露营", "Camping", "炊烟", 279, 379, "两分半烧开一升水。", "Boils a litre in two and a half minutes."),
            new("shiye-308", "stove", "炊烟 折叠卡式炉", "Folding butane stove", "露营", "Camping", "炊烟", 159, 219, "防风罩，三级安全。", "Wind shield, triple safety."),
            new("shiye-309", "sleepingbag", "拾野 鸭绒睡袋 零度", "Down sleeping bag, 0 °C", "露营", "Camping", "拾野", 489, 669, "七百蓬，压缩后一升水瓶大小。", "700 fill; packs to the size of a bottle."),
            new("shiye-310", "shoe", "途迹 越野跑鞋 男女同款", "Trail running shoes", "鞋服", "Wear", "途迹", 399, 559, "大底抓地，脚趾空间宽。", "Grips wet rock; wide toe box."),
            new("shiye-311", "shoe", "途迹 防水徒步靴", "Waterproof hiking boots", "鞋服", "Wear", "途迹", 569, 769, "中帮护踝，牛皮拼接。", "Mid cut, leather panels."),
            new("shiye-312", "jacket", "拾野 三层硬壳冲锋衣", "3-layer hardshell jacket", "鞋服", "Wear", "拾野", 699, 999, "两万透湿，腋下透气。", "20k breathability, pit zips."),
            new("shiye-313", "jacket", "途迹 轻量羽绒服", "Light down jacket", "鞋服", "Wear", "途迹", 429, 599, "二百八十克，可收进口袋。", "280 g; packs into its pocket."),
            new("shiye-314", "cap", "途迹 速干遮阳帽", "Quick-dry sun cap", "鞋服", "Wear", "途迹", 79, 109, "防晒五十加，可折。", "UPF 50+, foldable."),
            new("shiye-315", "pole", "拾野 碳纤维登山杖 一对", "Carbon trekking poles, pair", "徒步", "Hiking", "拾野", 239, 329, "单支一百九十克，外锁快调。", "190 g each, flick locks."),
            new("shiye-316", "hammock", "拾野 双人吊床 含绑带", "Double hammock with straps", "露营", "Camping", "拾野", 129, 189, "承重三百公斤。", "Carries 300 kg."),
            new("shiye-317", "lantern", "炊烟 复古营地灯", "Retro camp lantern", "露营", "Camping", "炊烟", 149, 209, "无极调光，续航四十小时。", "Dims smoothly, forty hours."),
            new("shiye-318", "cooler", "炊烟 保冷箱 20L", "Cooler box 20 L", "露营", "Camping", "炊烟", 269, 369, "四十八小时不化冰。", "Ice for 48 hours."),
            new("shiye-319", "binoculars", "途迹 8×32 双筒望远镜", "8×32 binoculars", "徒步", "Hiking", "途迹", 359, 499, "氮气防水，观鸟刚好。", "Nitrogen filled; right for birds."),
            new("shiye-320", "bikelight", "途迹 自行车前灯 800流明", "Bike headlight 800 lm", "骑行", "Cycling", "途迹", 119, 169, "截止线设计，不刺眼。", "Cut-off beam that blinds nobody."),
            new("shiye-321", "helmet", "途迹 骑行头盔 旋转防护", "Cycling helmet", "骑行", "Cycling", "途迹", 249, 349, "二百六十克，磁吸风镜。", "260 g, magnetic visor."),
            new("shiye-322", "chair", "拾野 月亮椅 高背", "High-back camp chair", "露营", "Camping", "拾野", 199, 279, "承重一百二，收纳一小卷。", "Carries 120 kg, rolls up small."),
            new("shiye-323", "mug", "炊烟 双层钛杯 300ml", "Double-wall titanium mug 300 ml", "露营", "Camping", "炊烟", 139, 189, "不烫手，叠得下气罐。", "Never burns your hand."),
            new("shiye-324", "blanket", "拾野 防潮野餐垫 2×2m", "Picnic blanket 2×2 m", "露营", "Camping", "拾野", 89, 129, "牛津布底，机洗。", "Oxford base, machine washable."),
        ]);
}
