namespace Daogou.Core.Urls;

/// <summary>What a text says of share tokens: whose they are, and that something is to be copied. Looked for once a text, however many tokens it holds.</summary>
internal sealed class TokenWords(string text)
{
    private readonly Lazy<string> _network = new(() =>
        Has(text, "淘") || Has(text, "天猫") || Has(text, "tb.cn") ? "taobao"
        : Has(text, "抖音") ? "douyin"
        : Has(text, "京东") || Has(text, "京口令") ? "jd"
        : Has(text, "快手") ? "kuaishou"
        : Has(text, "拼多多") ? "pdd"
        : "taobao");

    private readonly Lazy<bool> _isOfJd = new(() => Has(text, "复制整段") || Has(text, "京口令"));

    private readonly Lazy<bool> _speaksOfTokens = new(() => Has(text, "口令") || Has(text, "复制") || Has(text, "淘") || Has(text, "tao") || Has(text, "打开") || Has(text, "天猫"));

    /// <summary>Taobao's form is used by others as well; then the text names them.</summary>
    public string Network => _network.Value;

    /// <summary>It asks to copy all of it into JD's app: a host without a dot is part of a token then, and no address.</summary>
    public bool IsOfJd => _isOfJd.Value;

    public bool SpeakOfTokens => _speaksOfTokens.Value;

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
