using System.Text.RegularExpressions;

namespace Daogou.Core.Catalog;

/// <summary>What sellers write around a product's name to sell it: coupon and price words, calls, free shipping. Taken off a folded title.</summary>
public static partial class PromoNoise
{
    /// <summary>The words of the product alone, and the noise that stood there.</summary>
    public static (string Product, IReadOnlyList<string> Promo) Strip(string folded)
    {
        var promo = new List<string>();
        var text = Bracketed().Replace(folded, match => IsPromo(match.Groups["in"].Value) ? Taken(match) : match.Value);
        text = Chinese().Replace(text, Taken);
        text = English().Replace(text, Taken);
        text = Loose().Replace(text, " ").Trim(' ', '-', '|', '!', ',', '.', ':', '/', '~', '*', '&', '_', '>', '<', '=', '#', '…', '·');
        // A title of noise alone is still that title.
        return text.Length == 0 ? (folded, []) : (text, promo);

        string Taken(Match match)
        {
            promo.Add(match.Value.Trim(' ', '!', '[', ']', '(', ')', ',', ':', '|', '-'));
            return " ";
        }
    }

    private static bool IsPromo(string inside)
    {
        var text = inside.Trim();
        if (text.Length == 0)
        {
            return true;
        }
        var rest = English().Replace(Chinese().Replace(text, ""), "");
        return rest.Count(char.IsLetterOrDigit) * 2 <= text.Count(char.IsLetterOrDigit) && rest.Length < text.Length;
    }

    [GeneratedRegex(@"[\[(<《](?<in>[^\[\]()<>《》]{0,40})[\])>》]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Bracketed();

    /// <summary>Longer words stand before those that begin them.</summary>
    [GeneratedRegex("""
        (券后价?|到手价?|拍下价?|活动价|秒杀价|团购价|促销价|特价|现价|原价|仅售|仅需|低至|只要|立减|直降|直减|立省|满减|优惠价|补贴价|参考价|日常价|预售价|折后价?|凑单价?)[:约仅只]*\s*[¥￥$]?\s*[0-9]+(\.[0-9]+)?\s*(元|块|rmb|包邮|折)?(起|/件)?
        |[¥￥]\s*[0-9]+(\.[0-9]+)?(元|起)?
        |(每|领|用|叠|减|省|满)\s*[0-9]+(\.[0-9]+)?\s*元?\s*([减-]\s*[0-9]+(\.[0-9]+)?\s*元?|可用|优惠券|券|打[0-9.]+折)?
        |[0-9]+(\.[0-9]+)?\s*元\s*(包邮|起|券|到手|优惠券|无门槛|/件)?
        |(第\s*[0-9二两三]\s*件)\s*([0-9.]+\s*折|半价|[0-9]+元|免费|免单)
        |拍?[0-9两二三]\s*件\s*[0-9.]+\s*折|低?至?[0-9](\.[0-9])?\s*折(起)?
        |(今晚|明晚|今日|今天)?\s*[0-9]{1,2}\s*(点|:00)(开抢|抢|起|开始|前)?
        |限量\s*[0-9]*\s*(件|份|台|套)?|前\s*[0-9]+\s*(名|件|位|小时|分钟|单)(半价|免单|立减|特惠)?|[0-9]+\s*小时内?(发货|必发|送达)|拍\s*[0-9]{1,2}\s*件|买\s*[0-9一二两三]\s*[免送]\s*[0-9一二两三]|(可?叠加?)?\s*(打\s*)?[0-9]{1,2}(\.[0-9])?\s*折
        |[0-9]{1,2}\s*期免息|(史低|低至|直降|立减)\s*[0-9]+(\.[0-9]+)?\s*[元折]?|每满\s*[0-9]+\s*减\s*[0-9]+|(6\.18|11\.11|12\.12)\s*(大促|狂欢节?|活动|抢先购)?(?![0-9a-z])
        |(需|要|先)?(用券|领券)|今日必抢|必抢|独家|直播(间)?(专享|价)?|专享(价)?|双重优惠|叠加
        |^(京东|天猫|淘宝|拼多多|唯品会|苏宁|抖音|当当)\s*[:\])|]|[\[(](京东|天猫|淘宝|拼多多|唯品会|苏宁|抖音|当当)[\])]
        |券后(价)?|包邮|限时(秒杀|抢购|特惠|优惠|折扣)?|限量|秒杀|抢购|速抢|手慢无|好价|神价|史低(价)?|历史(新)?低(价)?|新低(价)?|低价|白菜价?|漏洞价?|百亿补贴|聚划算|天猫超市|京东自营|自营|官方(旗舰店|正品|直营|授权)|旗舰店|专卖店|专营店|正品(保证|保障)?|顺丰(包邮|速运)?|领券(立减|下单|购买|减|省)?\s*[0-9]*元?|优惠券|无门槛|隐藏券|大额券|神券|plus会员|会员价?|88vip|淘金币|拼团|拼单|双十一|双11|双十二|双12|618|年货节|女神节|开学季|聚会场|大促|狂欢(节)?|预售|定金|尾款|爆款|热卖|热销|推荐|必买|必入|清仓|捡漏|亏本|闭眼入|快抢|赶紧|抓紧|补货|返场|最后[一1]天|仅限今日|今日特价|到手价?|拍下|立减|特价|特惠|优惠|促销|折扣|活动|送运费险|运费险|假一赔[十0-9]+|七天无理由|七天退换|全国联保|顺手买一件|凑单|好物|同款|网红|明星同款|现货(速发)?|当天发货|次日达|新人(价|专享)|首单|免邮|下单(立减)?|补贴(价)?|骨折价?|直降|买一送一|买1送1|买一赠一
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 4000)]
    private static partial Regex Chinese();

    [GeneratedRegex("""
        \b(now\s+)?(only|just|from|was|save|extra|up\ to|reg\.?|msrp|rrp)\s+(up\s+to\s+)?([$€£]\s?[0-9][0-9.,]*|[0-9][0-9.,]*\s?%)(\s*off\b)?
        |(-\s?)?[0-9]{1,2}\s?%\s*(off|discount|rabatt|coupon|savings?)\b(\s+(code|coupon))?
        |\b(for|now|only|just)\s+[$€£]\s?[0-9][0-9.,]*(\s*(off|shipped|ac|ar)\b)?
        |[$€£]\s?[0-9][0-9.,]*(\s*(off|shipped|ac|ar)\b)?
        |(?<=\s)-\s?[0-9]{1,2}\s?%(?![0-9a-z])|\bfree\s+(s/h|s&h|gift)\b|\blimited\s+(stock|quantit(y|ies))\b|\btoday'?s\s+deals?\b|\bdeal\s+alert\b|\bprice\s+drop(\s+alert)?
        |[|@]\s*(amazon|walmart|ebay|best\s+buy|target|costco|newegg)(\.com)?\s*$|[\[(](amazon|walmart|ebay|best\s+buy|target|costco|newegg)(\.com)?[\])]|^\*+\s*(hot|sale|new|deal)\s*\*+
        |\b(free\s+(shipping|delivery|returns)|fs|limited[\s-]+time(\s+(only|offer|deal))?|lightning\s+deal|flash\s+(sale|deal)|hot(\s+deal)?(?=\s*[!:|\]-])|deal(\s+of\s+the\s+(day|week)|s)?(?=\s*[!:|\]-])|prime\s+(day|deal|exclusive)|black\s+friday(\s+(deal|sale))?|cyber\s+monday(\s+(deal|sale))?|clearance(\s+sale)?|on\s+sale|sale(?=\s*[!:|\]-])|price\s+drop|lowest\s+price(\s+ever)?|all[\s-]time\s+low|best\s+(price|deal|seller|buy(?=\s*[!:|\]-]))|ymmv|in\s+stock(\s+now)?|back\s+in\s+stock|ends\s+(today|soon|tonight)|today\s+only|hurry|act\s+(now|fast)|(while\s+)?supplies\s+last|w(ith|/)\s+(code|coupon)(\s+[a-z0-9]{4,12})?|(promo|coupon|with)\s+code(\s+[a-z0-9]{4,12})?|clip\s+coupon|after\s+(coupon|rebate|code)|must\s+have|great\s+(deal|price)|special\s+(offer|price)|exclusive\s+(offer|deal)|buy\s+(one|1)\s+get\s+(one|1)(\s+free)?|bogo|brand\s+new(?=\s*[!:|\]-])|official\s+store|ships?\s+(free|fast)|fast\s+shipping|don'?t\s+miss(\s+out)?|super\s+deal|mega\s+(deal|sale)|price\s+error|exp(ired|ires)(?=\s*[:!]))(?![a-z0-9])[!:]*
        |^(hot|deal|deals|sale|new|wow|omg)\b\s*[!:|-]+
        |[!]+\s*(hot|wow|deal)\s*[!]*$
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 4000)]
    private static partial Regex English();

    /// <summary>Marks and empty brackets that nothing is left of.</summary>
    [GeneratedRegex(@"[\[\]()]\s*[\[\]()]|[!|~★☆>]+|\s{2,}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex Loose();
}
