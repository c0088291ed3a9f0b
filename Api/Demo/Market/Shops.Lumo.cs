namespace Daogou.Api.Demo.Market;

public static partial class Shops
{
    private static Shop Lumo() => new(
        "lumo", "流明数码", "Lumo Works", "好用的小电器", "Small electronics that just work", "USD", 500, 222,
        [
            new("LW-2001", "headphones", "流明 头戴降噪耳机 60小时", "Lumo Hush over-ear noise-cancelling headphones, 60 h", "耳机", "Audio", "Lumo", 129, 169, "自适应降噪，可折叠。", "Adaptive noise cancelling, foldable, 60 hours a charge."),
            new("LW-2002", "earbuds", "流明 真无线耳机 Mini", "Lumo Pebble true wireless earbuds", "耳机", "Audio", "Lumo", 59, 79, "单只四克，无感佩戴。", "Four grams each, wireless charging case."),
            new("LW-2003", "speaker", "瓦瑞 便携蓝牙音箱 IP67", "Varro Drum portable speaker, IP67", "耳机", "Audio", "Varro", 69, 99, "二十小时续航，防水防尘。", "Twenty hours, floats, shrugs off sand."),
            new("LW-2004", "keyboard", "奥图 75 键机械键盘 热插拔", "Oruvi K75 hot-swap mechanical keyboard", "办公", "Desk", "Oruvi", 89, 119, "三模连接，垫片结构。", "Gasket mount, three connections, quiet switches."),
            new("LW-2005", "mouse", "奥图 垂直无线鼠标", "Oruvi Upright vertical mouse", "办公", "Desk", "Oruvi", 39, 55, "手腕自然放，六键可编程。", "A handshake for your wrist; six buttons."),
            new("LW-2006", "mouse", "奥图 轻量游戏鼠标 55g", "Oruvi Feather 55 g wireless mouse", "办公", "Desk", "Oruvi", 65, 89, "五十五克，八千回报率。", "55 grams, 8 kHz polling."),
            new("LW-2007", "watch", "流明 运动手表 双频定位", "Lumo Pace GPS sports watch", "穿戴", "Wearables", "Lumo", 149, 199, "双频定位，十四天续航。", "Dual-band GPS, fourteen days a charge."),
            new("LW-2008", "watch", "流明 健康手环 AMOLED", "Lumo Band health tracker", "穿戴", "Wearables", "Lumo", 35, 49, "全天心率与睡眠。", "Heart rate and sleep, day and night."),
            new("LW-2009", "charger", "泰恩 65W 氮化镓充电器 三口", "Tarnby 65 W GaN charger, 3 ports", "充电", "Power", "Tarnby", 29, 45, "三口快充，折叠插脚。", "Charges a laptop and two phones at once."),
            new("LW-2010", "powerbank", "泰恩 20000mAh 移动电源 自带线", "Tarnby 20,000 mAh power bank with cable", "充电", "Power", "Tarnby", 42, 59, "自带线，双向快充。", "Built-in cable; charges both ways fast."),
            new("LW-2011", "cable", "泰恩 240W 编织数据线 2米", "Tarnby 240 W braided USB-C cable, 2 m", "充电", "Power", "Tarnby", 12, 19, "三万次弯折。", "Bends thirty thousand times."),
            new("LW-2012", "camera", "瓦瑞 4K 户外摄像头 太阳能", "Varro Watch 4K solar outdoor camera", "智能家居", "Smart home", "Varro", 99, 139, "太阳能板，本地存储。", "Solar panel, local storage, no subscription."),
            new("LW-2013", "monitor", "奥图 27寸 2K 显示器 165Hz", "Oruvi View 27-inch 1440p monitor, 165 Hz", "办公", "Desk", "Oruvi", 229, 299, "出厂校色，升降支架。", "Calibrated colours, height-adjustable stand."),
            new("LW-2014", "lightbar", "流明 屏幕挂灯 无线旋钮", "Lumo Halo monitor light bar with dial", "办公", "Desk", "Lumo", 49, 69, "不反光，自动调光。", "No glare; dims itself."),
            new("LW-2015", "hub", "泰恩 9合1 扩展坞", "Tarnby 9-in-1 USB-C dock", "办公", "Desk", "Tarnby", 55, 79, "双屏 4K，千兆网口。", "Two 4K screens and gigabit ethernet."),
            new("LW-2016", "tablet", "流明 7寸墨水屏阅读器", "Lumo Page 7-inch e-reader", "阅读", "Reading", "Lumo", 139, 179, "冷暖背光，六周续航。", "Warm light, six weeks a charge, water resistant."),
            new("LW-2017", "projector", "瓦瑞 便携投影 云台支架", "Varro Beam portable projector on a gimbal", "影音", "Video", "Varro", 259, 349, "自动对焦避障，原生 1080P。", "Focuses itself; native 1080p."),
            new("LW-2018", "speaker", "瓦瑞 桌面书架音箱 一对", "Varro Shelf bookshelf speakers, pair", "耳机", "Audio", "Varro", 179, 229, "四英寸低音，蓝牙与光纤。", "Four-inch woofers, Bluetooth and optical."),
            new("LW-2019", "earbuds", "流明 开放式耳机 挂耳", "Lumo Breeze open-ear earbuds", "耳机", "Audio", "Lumo", 75, 99, "不入耳，听得见路况。", "Hear the road as well as the song."),
            new("LW-2020", "keyboard", "奥图 便携折叠键盘", "Oruvi Fold travel keyboard", "办公", "Desk", "Oruvi", 45, 59, "一百八十克，三设备切换。", "180 grams; switches between three devices."),
            new("LW-2021", "lamp", "流明 智能台灯 Matter", "Lumo Glow smart lamp, Matter", "智能家居", "Smart home", "Lumo", 39, 55, "本地控制，断网可用。", "Local control that works offline."),
            new("LW-2022", "charger", "泰恩 三合一磁吸充电座", "Tarnby 3-in-1 magnetic charging stand", "充电", "Power", "Tarnby", 49, 69, "手机手表耳机一起充。", "Phone, watch and earbuds together."),
            new("LW-2023", "fan", "瓦瑞 桌面静音风扇", "Varro Hush desk fan", "智能家居", "Smart home", "Varro", 32, 45, "十八分贝，可充电。", "18 dB and rechargeable."),
            new("LW-2024", "tablet", "流明 11寸学习平板 类纸屏", "Lumo Slate 11-inch tablet, paper-like screen", "阅读", "Reading", "Lumo", 219, 279, "类纸膜，附手写笔。", "Paper-like screen, stylus included."),
        ]);
}
