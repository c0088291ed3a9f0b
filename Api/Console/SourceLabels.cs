using Daogou.Core.Deals;
using Daogou.Crawler.Sources;

namespace Daogou.Api.Console;

/// <summary>What came of sources, in the reader's words, and how much it wants attention (<c>good wait bad quiet</c>).</summary>
internal static class SourceLabels
{
    public static (string Words, string Tone) Of(SourceOutcome outcome, Speech speech) => outcome switch
    {
        SourceOutcome.Taken => (speech.In("taken", "已采集"), "good"),
        SourceOutcome.Unchanged => (speech.In("unchanged", "无变化"), "quiet"),
        SourceOutcome.HeldBack => (speech.In("held back", "已暂缓"), "wait"),
        SourceOutcome.FetchFailed => (speech.In("not fetched", "抓取失败"), "bad"),
        SourceOutcome.Refused => (speech.In("address refused", "地址被拒"), "bad"),
        SourceOutcome.Broken => (speech.In("broken document", "文件损坏"), "bad"),
        SourceOutcome.Failed => (speech.In("our fault", "程序出错"), "bad"),
    };

    public static string Of(TroubleKind kind, Speech speech) => kind switch
    {
        TroubleKind.Silent => speech.In("Silent", "没有动静"),
        TroubleKind.Halved => speech.In("Lost half of its rows", "行数减半"),
        TroubleKind.Refusing => speech.In("Most rows refused", "大多数行被拒绝"),
        TroubleKind.Gone => speech.In("Gone for good", "永久下线"),
    };

    public static string Of(Refusal refusal, Speech speech) => refusal switch
    {
        Refusal.MissingTitle => speech.In("no title", "没有标题"),
        Refusal.MissingLink => speech.In("no link", "没有链接"),
        Refusal.BrokenLink => speech.In("broken link", "链接无效"),
        Refusal.MissingPrice => speech.In("no price", "没有价格"),
        Refusal.BrokenPrice => speech.In("broken price", "价格无效"),
        Refusal.AmbiguousPrice => speech.In("ambiguous price", "价格有歧义"),
        Refusal.UnknownCurrency => speech.In("unknown currency", "币种不明"),
        Refusal.BrokenDate => speech.In("broken date", "日期无效"),
        Refusal.AlreadyOver => speech.In("already over", "已过期"),
        Refusal.DuplicateKey => speech.In("same key twice", "标识重复"),
        Refusal.FieldTooLong => speech.In("field too long", "字段过长"),
        Refusal.MalformedRow => speech.In("malformed row", "行格式错误"),
        Refusal.MissingCouponCode => speech.In("no coupon code", "没有券码"),
        Refusal.BrokenCouponValue => speech.In("broken coupon value", "券面额无效"),
        Refusal.HostNotAllowed => speech.In("host not allowed", "域名不允许"),
        Refusal.MissingKey => speech.In("no key", "没有标识"),
        Refusal.GuardedPage => speech.In("a challenge, consent or login page", "验证、同意或登录页"),
        Refusal.NoOffer => speech.In("page without an offer", "页面没有商品"),
        Refusal.PageNotFetched => speech.In("page not to be had", "页面无法获取"),
    };

    /// <summary>A stored reason; one of a later program keeps its own word.</summary>
    public static string OfReason(string reason, Speech speech) => Enum.TryParse<Refusal>(reason, out var known) ? Of(known, speech) : reason;

    public static string OfStage(string stage, Speech speech) => stage switch
    {
        "robots" => "robots.txt",
        "fetch" => speech.In("fetch", "抓取"),
        "encoding" => speech.In("encoding", "编码"),
        "format" => speech.In("format", "格式"),
        "read" => speech.In("read", "读取"),
        _ => stage,
    };

    public static string OfField(string field, Speech speech) => field switch
    {
        "price" => speech.In("price", "价格"),
        "list_price" => speech.In("old price", "原价"),
        "code" => speech.In("code", "券码"),
        "ends" => speech.In("ends", "截止"),
        _ => field,
    };
}
