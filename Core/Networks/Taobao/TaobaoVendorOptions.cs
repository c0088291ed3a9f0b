using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Taobao;

/// <summary>The section <c>Dataoke</c>: 大淘客. Works for the section Taobao.</summary>
public sealed class DataokeOptions
{
    public const string Section = "Dataoke";

    public string Url { get; set; } = "https://openapi.dataoke.com/api/";

    public string AppKey { get; set; } = "";

    /// <summary>Signs the calls; from the environment only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The version that its methods are asked for in.</summary>
    public string Version { get; set; } = "v1.2.4";
}

/// <summary>The section <c>Haodanku</c>: 好单库. Works for the section Taobao.</summary>
public sealed class HaodankuOptions
{
    public const string Section = "Haodanku";

    public string Url { get; set; } = "http://v2.api.haodanku.com/";

    /// <summary>The apikey; from the environment only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The name of the account that is authorised there (<c>tb_name</c>).</summary>
    public string Account { get; set; } = "";
}

/// <summary>The section <c>Zhetaoke</c>: 折淘客. Works for the section Taobao; it signs calls that TOP answers.</summary>
public sealed class ZhetaokeOptions
{
    public const string Section = "Zhetaoke";

    public string Url { get; set; } = "https://api.zhetaoke.com:10001/api/";

    /// <summary>The appkey; from the environment only.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The number of the Alimama account that is authorised there.</summary>
    public string Sid { get; set; } = "";
}

/// <summary>The providers that may work for Taobao besides TOP.</summary>
public sealed record TaobaoVendors(DataokeOptions Dataoke, HaodankuOptions Haodanku, ZhetaokeOptions Zhetaoke)
{
    public static TaobaoVendors Read(IConfiguration configuration)
    {
        var vendors = new TaobaoVendors(new DataokeOptions(), new HaodankuOptions(), new ZhetaokeOptions());
        configuration.GetSection(DataokeOptions.Section).Bind(vendors.Dataoke);
        configuration.GetSection(HaodankuOptions.Section).Bind(vendors.Haodanku);
        configuration.GetSection(ZhetaokeOptions.Section).Bind(vendors.Zhetaoke);
        return vendors;
    }

    internal IEnumerable<string> Secrets => [Dataoke.Secret, Haodanku.Secret, Zhetaoke.Secret];
}

/// <summary>Says what the providers lack that Taobao's settings give work to.</summary>
internal sealed class TaobaoVendorsCheck(IConfiguration configuration) : IValidateOptions<TaobaoOptions>
{
    public ValidateOptionsResult Validate(string? name, TaobaoOptions options) => PlatformOptionsCheck.Result(options.Enabled ? Wrong(options, TaobaoVendors.Read(configuration)) : []);

    private static IEnumerable<string> Wrong(TaobaoOptions options, TaobaoVendors vendors)
    {
        (string Provider, string Section, string Url, bool HasAccount, string Account, string Secret)[] all =
        [
            ("dataoke", DataokeOptions.Section, vendors.Dataoke.Url, vendors.Dataoke.AppKey.Length > 0, "AppKey", vendors.Dataoke.Secret),
            ("haodanku", HaodankuOptions.Section, vendors.Haodanku.Url, true, "", vendors.Haodanku.Secret),
            ("zhetaoke", ZhetaokeOptions.Section, vendors.Zhetaoke.Url, vendors.Zhetaoke.Sid.Length > 0, "Sid", vendors.Zhetaoke.Secret),
        ];
        foreach (var (provider, section, url, hasAccount, account, secret) in all)
        {
            if (options.Work.FirstOrDefault(work => work.Provider == provider).Key is not { } work)
            {
                continue;
            }
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", UserInfo: "", Query: "" } || !url.EndsWith('/'))
            {
                yield return $"{section}:Url: got \"{url}\", accepts an http(s) address that ends in a slash.";
            }
            if (!hasAccount)
            {
                yield return $"{section}:{account}: got \"\", accepts the account's, because Taobao:{work} is {provider}.";
            }
            if (secret.Length == 0)
            {
                yield return $"{section}:Secret: it is not set; give it in the environment as {section}__Secret, because Taobao:{work} is {provider}.";
            }
        }
    }
}
