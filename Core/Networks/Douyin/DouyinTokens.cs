using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Douyin;

/// <summary>Douyin's share texts (抖口令) and short links: by shape, because the signs round a token change.</summary>
internal static partial class DouyinTokens
{
    private const int Longest = 1000;
    private static readonly string[] ShortHosts = ["v.douyin.com", "v.buydouke.com", "v.iesdouyin.com", "s.iesdouyin.com", "z.douyin.com"];

    public static bool CanRead(string text) =>
        text.Length is > 0 and <= Longest && (Shape().IsMatch(text) || (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && HostList.Covers(ShortHosts, address)));

    public static async Task<TokenReading> ReadAsync(string text, IDouyinGateway gateway, CancellationToken cancellationToken)
    {
        if (!CanRead(text))
        {
            return Refused("这不是抖音的口令或短链接。", "This is no share text or short link of Douyin.");
        }
        try
        {
            var command = await gateway.ReadAsync(text, cancellationToken);
            return command switch
            {
                { Kind: DouyinOrderKind.Product or null, ProductId: { } id } => new TokenReading(DouyinOffers.Address(id), command.Title, null, null),
                { Kind: DouyinOrderKind.Live } => Refused("这是直播间的口令，请发商品的口令或链接。", "This is a live room's text; send a product's."),
                { Kind: DouyinOrderKind.Activity } => Refused("这是活动页的口令，请发商品的口令或链接。", "This is an activity's text; send a product's."),
                _ => Refused("抖音不认识这个口令，可能已经过期。", "Douyin does not know this text; it may have expired."),
            };
        }
        catch (PlatformRefusedException e)
        {
            return Refused($"抖音打不开这个口令：{e.Fault.Words}（{e.Fault.Code}）", $"Douyin cannot open this text: {e.Fault.Words} ({e.Fault.Code})");
        }
        catch (NetworkUnavailableException)
        {
            return Refused("抖音暂时没有应答，请过几分钟再试。", "Douyin does not answer just now; try again in a few minutes.");
        }
    }

    private static TokenReading Refused(string zh, string en) => new(null, null, zh, en);

    [GeneratedRegex(
        @"\#\#[A-Za-z0-9]{8,20}\#\#|[\p{IsGreek}\p{IsCyrillic}]{1,2}[A-Za-z0-9]{8,20}[\p{IsGreek}\p{IsCyrillic}]|v\.(?:douyin|buydouke)\.com/[A-Za-z0-9_-]+",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Shape();
}
