using System.Collections.Frozen;

namespace Daogou.Core.Urls;

/// <summary>Endings of domain names (IANA's root zone), told apart by how likely a word with them in a chat is a domain.</summary>
internal static class TopLevels
{
    private static readonly FrozenSet<string> Common = Set("""
        com net org edu gov mil int info biz xyz top vip club shop store online site tech app dev cloud asia tel mobi travel jobs xxx wang ltd
        ac ad ae af ag al ao ar au aw az ba bb bd bf bg bh bi bj bm bn bo br bs bt bw bz ca cd cf cg ch ci cl cm cn co cr cu cv cw cx cy cz de dj dk dm dz
        ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gg gh gi gl gm gn gp gq gr gt gw gy hk hn hr ht hu ie il im io iq ir je jo jp ke kg kh ki km kn kr kw ky kz
        lb lc li lk lr ls lt lu lv ly ma mc mg mk ml mm mn mo mq mr mt mu mv mw mx mz na nc ne nf ng ni nl np nr nu nz pa pe pf pg ph pk pn pr pt pw qa re ro ru rw
        sa sb sc sd se sg sk sl sm sn sr ss st su sv sx sy sz tc td tf tg tj tk tl tm tn tr tt tv tw tz ua ug uk uy uz va vc ve vg vi vn vu wf ye za zm zw
        рф рус бел укр срб мкд қаз бг ею 中国 中國 公司 网络 網絡 香港 台湾 台灣 商城 网店 在线 移动 网址 中文网 我爱你 集团 新加坡 澳門 みんな コム 닷컴 한국 닷넷 भारत ไทย مصر ایران السعودية امارات ישראל ελ გე հայ
        """);

    /// <summary>Words, file endings and methods as well as domains; alone they prove nothing, before a path they do.</summary>
    private static readonly FrozenSet<string> Doubtful = Set("""
        ai am as at be by cc cat do gs hm id in is it la md me mh ms my name no nf pl pm pro ps py rs sh si so th to us ws zip mov
        link live news page blog art bio bot bond buzz cab cafe camp care cash casa chat city click coach codes coffee company cool coupon coupons credit deals delivery design digital direct
        discount email energy events exchange express family fans fashion fit fun fund gallery game games garden gift gifts global gold group guru health help host house icu ink kim land
        legal life limo loan lol love luxe market marketing media men menu mobi money movie network ninja one party photo photos pics pink pizza place plus press promo properties pub pw qq
        red rent report rest review reviews rocks run sale sbs school science services sexy show skin social software solutions space stream studio style support systems team tips today
        tools toys trade tube university video vin watch website wiki win wine work works world yoga zone baidu google amazon apple moe ooo day foo new soy how goo gle
        """);

    /// <summary>A domain when it ends so, whatever stands behind it.</summary>
    public static bool IsCommon(string label) => Common.Contains(label) || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);

    public static bool IsKnown(string label) => IsCommon(label) || Doubtful.Contains(label);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
