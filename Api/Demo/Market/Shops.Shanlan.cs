namespace Daogou.Api.Demo.Market;

public static partial class Shops
{
    private static Shop Shanlan() => new(
        "shanlan", "山岚生活", "Shanlan Home", "把日子过成喜欢的样子", "Quiet things for the home", "CNY", 800, 152,
        [
            new("SL101", "kettle", "山岚 温控手冲壶 0.9L 细口鹅颈", "Shanlan gooseneck kettle 0.9 L", "厨房", "Kitchen", "山岚", 299, 399, "五档控温，保温一小时，细口出水稳。", "Five temperatures, holds heat for an hour, pours a thin steady stream."),
            new("SL102", "mug", "青穗 手作粗陶马克杯 380ml", "Qingsui stoneware mug 380 ml", "厨房", "Kitchen", "青穗", 59, 79, "高温粗陶，一窑一色，可进洗碗机。", "High-fired stoneware; no two glazes alike."),
            new("SL103", "teapot", "青穗 侧把急须茶壶 260ml", "Qingsui side-handle teapot 260 ml", "厨房", "Kitchen", "青穗", 168, 228, "一百二十孔球滤，出汤利落。", "A ball filter of 120 holes; pours clean."),
            new("SL104", "pan", "铁禾 轻量铸铁煎锅 26cm", "Tiehe light cast-iron pan 26 cm", "厨房", "Kitchen", "铁禾", 219, 299, "薄壁铸造，比传统铸铁轻四成，出厂已开锅。", "Thin-walled casting, 40 % lighter, ready seasoned."),
            new("SL105", "knife", "铁禾 三德刀 7寸 钼钒钢", "Tiehe santoku knife 7 in", "厨房", "Kitchen", "铁禾", 189, 259, "十五度开刃，胡桃木柄。", "Fifteen-degree edge, walnut handle."),
            new("SL106", "cooker", "山岚 迷你电饭煲 2L 柴火饭", "Shanlan mini rice cooker 2 L", "厨房", "Kitchen", "山岚", 269, 359, "一到三人份，二十四小时预约。", "For one to three people, with a timer."),
            new("SL107", "grinder", "稚物 手摇磨豆机 五星磨芯", "Zhiwu hand coffee grinder", "厨房", "Kitchen", "稚物", 239, 319, "三十六档研磨，双轴承不晃。", "Thirty-six steps, two bearings."),
            new("SL108", "bowl", "青穗 釉下彩汤碗 四只装", "Qingsui soup bowls, set of four", "厨房", "Kitchen", "青穗", 99, 139, "釉下彩不褪色，微波可用。", "Underglaze colours that stay."),
            new("SL109", "tin", "云岭 高山乌龙茶 250g 罐装", "Yunling high-mountain oolong 250 g", "茶饮", "Tea", "云岭", 128, 168, "春茶，中焙，花香清长。", "Spring harvest, medium roast, floral."),
            new("SL110", "tin", "云岭 冷泡茉莉绿茶 三十包", "Yunling cold-brew jasmine green tea", "茶饮", "Tea", "云岭", 49, 69, "冷水三分钟出味，无糖。", "Ready in cold water in three minutes."),
            new("SL111", "teapot", "稚物 旅行茶具套装 一壶三杯", "Zhiwu travel tea set", "茶饮", "Tea", "稚物", 138, 198, "硬壳收纳，带出门也不怕磕。", "One pot and three cups in a hard case."),
            new("SL112", "lamp", "山岚 护眼台灯 全光谱 无频闪", "Shanlan full-spectrum desk lamp", "家居", "Home", "山岚", 329, 459, "显色指数九十七，无极调光。", "CRI 97, stepless dimming."),
            new("SL113", "lamp", "稚物 云朵小夜灯 触控", "Zhiwu cloud night light", "家居", "Home", "稚物", 69, 99, "三档暖光，充电一次用一周。", "Three warm levels; a week a charge."),
            new("SL114", "pillow", "眠川 慢回弹护颈枕", "Mianchuan neck pillow", "家纺", "Bedding", "眠川", 149, 219, "两种高度，枕套可拆洗。", "Two heights, washable cover."),
            new("SL115", "pillow", "眠川 荞麦两用抱枕", "Mianchuan buckwheat cushion", "家纺", "Bedding", "眠川", 79, 109, "一面荞麦壳，一面绒。", "Buckwheat on one side, plush on the other."),
            new("SL116", "towel", "眠川 长绒棉浴巾 70×140", "Mianchuan long-staple bath towel", "家纺", "Bedding", "眠川", 89, 119, "六百克重，吸水不掉毛。", "600 gsm and no lint."),
            new("SL117", "towel", "眠川 儿童连帽浴袍", "Mianchuan hooded kids' robe", "家纺", "Bedding", "眠川", 109, 149, "双层纱，四季可用。", "Double gauze for all seasons."),
            new("SL118", "blanket", "眠川 羊毛混纺盖毯 150×200", "Mianchuan wool-blend throw", "家纺", "Bedding", "眠川", 259, 369, "秋冬午睡，一条就够。", "One is enough for an autumn nap."),
            new("SL119", "vase", "青穗 冰裂釉花瓶 高24cm", "Qingsui crackle-glaze vase", "家居", "Home", "青穗", 139, 199, "冰裂纹一开，屋子就安静。", "Crackle glaze, calm room."),
            new("SL120", "chair", "山岚 榉木换鞋凳 带软垫", "Shanlan beech entry stool", "家居", "Home", "山岚", 239, 339, "承重一百五十公斤，免工具安装。", "Carries 150 kg; no tools to assemble."),
            new("SL121", "clock", "稚物 静音挂钟 12寸", "Zhiwu silent wall clock 12 in", "家居", "Home", "稚物", 89, 129, "扫秒机芯，夜里听不见它。", "A sweeping movement you will not hear."),
            new("SL122", "fan", "山岚 空气循环扇 直流变频", "Shanlan DC air circulator", "家居", "Home", "山岚", 299, 429, "九十度俯仰，最低二十二分贝。", "Tilts 90 degrees, from 22 dB."),
            new("SL123", "candle", "山岚 雪松香薰蜡烛 180g", "Shanlan cedar candle 180 g", "家居", "Home", "山岚", 79, 118, "大豆蜡，燃约四十小时。", "Soy wax, about forty hours."),
            new("SL124", "basket", "青穗 手编收纳篮 两只装", "Qingsui woven baskets, pair", "家居", "Home", "青穗", 99, 139, "水草手编，可折叠。", "Hand-woven and foldable."),
        ]);
}
