using System.Globalization;
using System.Text;

namespace Daogou.Benchmarks.Feeds;

/// <summary>Large feeds from a fixed seed, the same on every machine: 60 % Chinese text, quoted commas, quotes and line breaks.</summary>
internal static class FeedFiles
{
    private static readonly string[] Nouns = ["保温杯 不锈钢", "无线蓝牙耳机", "电热水壶 家用", "Running shoes", "USB-C charger 65W", "山茶花 洗发水", "Kettle, gooseneck", "儿童 书包", "机械键盘", "Desk lamp"];

    private static readonly string Words = string.Concat(Enumerable.Repeat("一款适合全家使用的产品，做工精细，包邮到家。Solid make, two years of warranty. ", 4));

    public static string Google(string folder, int items)
    {
        var path = Path.Combine(folder, $"google-{items}.xml");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\">\n<channel>\n<title>Shop</title><link>https://shop.example</link>\n");
        var random = new Random(7);
        for (var id = 1; id <= items; id++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"""
                <item><g:id>SKU-{id}</g:id><title>{Noun(random)} 型号{random.Next(1000)} &amp; {random.Next(90)}</title><description>{Words} {random.Next()}</description>
                <link>https://shop.example/p/{id}?ref={random.Next()}</link><g:image_link>https://img.example/{id}.jpg</g:image_link><g:additional_image_link>https://img.example/{id}b.jpg</g:additional_image_link>
                <g:price>{random.Next(5, 900)}.{random.Next(10, 99)} CNY</g:price><g:sale_price>{random.Next(1, 5)}.90 CNY</g:sale_price><g:availability>in_stock</g:availability><g:condition>new</g:condition>
                <g:brand>品牌{random.Next(300)}</g:brand><g:gtin>69{random.Next(100000, 999999)}{random.Next(10000, 99999)}</g:gtin><g:mpn>M{random.Next(99999)}</g:mpn><g:product_type>家居 &gt; 厨房 &gt; {random.Next(40)}</g:product_type>
                <g:google_product_category>{random.Next(6000)}</g:google_product_category><g:item_group_id>G{id / 4}</g:item_group_id><g:shipping><g:country>CN</g:country><g:service>Ground</g:service><g:price>0 CNY</g:price></g:shipping></item>

                """));
        }
        file.Write("</channel>\n</rss>\n");
        return path;
    }

    public static string Csv(string folder, int rows)
    {
        var path = Path.Combine(folder, $"awin-{rows}.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write("aw_deep_link,product_name,aw_product_id,merchant_product_id,merchant_image_url,description,merchant_category,search_price,merchant_name,merchant_id,category_name,category_id,aw_image_url,currency,store_price,delivery_cost,merchant_deep_link,language,last_updated,display_price,data_feed_id,brand_name,rrp_price,product_gtin,in_stock\n");
        var random = new Random(7);
        for (var id = 1; id <= rows; id++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"https://www.awin1.com/pclick.php?p={id}&a=1&m=2,\"{Noun(random)}, 型号{random.Next(1000)}\",{id},SKU-{id},https://img.example/{id}.jpg,\"{Words[..160]}\n\"\"{random.Next()}\"\", end\",家居,{random.Next(5, 900)}.{random.Next(10, 99)},Shop,77,厨房,{random.Next(40)},https://img2.example/{id}.jpg,CNY,{random.Next(5, 900)}.00,0,https://shop.example/p/{id},zh,2026-11-01,CNY{random.Next(5, 900)},5,品牌{random.Next(300)},{random.Next(900, 990)}.00,69{random.Next(100000, 999999)}{random.Next(10000, 99999)},1\n"));
        }
        return path;
    }

    public static string Rss(string folder, int items)
    {
        var path = Path.Combine(folder, $"rss-{items}.xml");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Deals</title><link>https://deals.example</link><description>d</description>\n");
        var random = new Random(7);
        for (var id = 1; id <= items; id++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"""
                <item><title>{Noun(random)} ${random.Next(5, 99)}.99 (was ${random.Next(100, 199)}.99)</title><link>https://deals.example/{id}</link><guid isPermaLink="false">deal-{id}</guid><dc:creator>ann</dc:creator>
                <pubDate>Sun, 01 Nov 2026 10:{id % 60:00}:00 GMT</pubDate><category>Home</category><description><![CDATA[<p>{Words}</p><img src="https://img.example/{id}.jpg">{Words}]]></description></item>

                """));
        }
        file.Write("</channel></rss>\n");
        return path;
    }

    private static string Noun(Random random) => Nouns[random.Next(Nouns.Length)];
}
