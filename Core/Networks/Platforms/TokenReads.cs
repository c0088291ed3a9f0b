namespace Daogou.Core.Networks.Platforms;

/// <summary>A short link opened by asking its platform, never by following it.</summary>
internal static class TokenReads
{
    /// <param name="name">The network's name.</param>
    /// <param name="read">Asks the platform; null when it knows no product behind it.</param>
    public static async Task<TokenReading> ReadAsync(string name, Func<Task<(Uri Product, string? Title)?>> read)
    {
        try
        {
            return await read() is var (product, title)
                ? new TokenReading(product, title, null, null)
                : new TokenReading(null, null, $"{name} 没有从这个链接认出商品，请发商品页的完整链接。", $"{name} sees no product behind this link; send the product page's full address.");
        }
        catch (PlatformRefusedException)
        {
            return new TokenReading(null, null, $"{name} 打不开这个链接，请发商品页的完整链接。", $"{name} does not open this link; send the product page's full address.");
        }
        catch (NetworkUnavailableException)
        {
            return new TokenReading(null, null, $"{name} 暂时没有应答，请过几分钟再试。", $"{name} does not answer just now; try again in a few minutes.");
        }
    }

    /// <summary>Whether the text is an address on one of the hosts that has more than a bare host.</summary>
    public static bool IsOn(string text, params IReadOnlyList<string> hosts) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.PathAndQuery.Length > 1 && HostList.Covers(hosts, address);
}
