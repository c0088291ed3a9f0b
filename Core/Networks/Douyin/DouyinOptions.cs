using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Douyin;

/// <summary>The section <c>Douyin</c>: 抖音电商, through Pangle's e-commerce gateway or the older buyin one (精选联盟 / 抖客).</summary>
public sealed class DouyinOptions : PlatformOptions
{
    public const string Section = "Douyin";

    /// <summary>The platform answers within seconds, but its orders arrive a little later.</summary>
    public DouyinOptions() => EverySeconds = 180;

    /// <summary>Which gateway is spoken to. <see cref="PlatformOptions.AppKey"/> is Pangle's app_id or buyin's app_key.</summary>
    public DouyinGateway Gateway { get; set; } = DouyinGateway.Pangle;

    /// <summary>The gateway's address; empty for the usual one, another one for trials.</summary>
    public string Url { get; set; } = "";

    /// <summary>buyin's access token; from the environment only. Pangle takes none.</summary>
    public string Token { get; set; } = "";

    /// <summary>buyin's promotion position, <c>dy_…</c>; Pangle has none.</summary>
    public string Pid { get; set; } = "";

    /// <summary>Whether a link also brings the product's coupon.</summary>
    public bool UseCoupon { get; set; } = true;

    /// <summary>Kinds of orders that are read; none named: those of products, which is what links are made for.</summary>
    public List<DouyinOrderKind> OrderKinds { get; } = [];

    /// <summary>Hosts that the platform's links may lead to besides its usual ones.</summary>
    public List<string> LinkHosts { get; } = [];

    /// <summary>The after_sales_status of an open return, which holds an order; the platform's codes are not published. Null: none holds.</summary>
    public int? OpenReturnStatus { get; set; } = 1;

    internal string Address => Url.Length > 0 ? Url : Gateway switch
    {
        DouyinGateway.Pangle => "https://ecom.pangolin-sdk-toutiao.com",
        DouyinGateway.Buyin => "https://openapi-fxg.jinritemai.com",
    };
}

/// <summary>Douyin's two gateways for those who bring buyers.</summary>
public enum DouyinGateway
{
    /// <summary>穿山甲.</summary>
    Pangle = 1,

    /// <summary>精选联盟 (抖客), on doudian's open platform.</summary>
    Buyin = 2,
}

/// <summary>What an order came from, by Pangle's numbers.</summary>
public enum DouyinOrderKind
{
    Product = 1,
    Live = 2,
    Activity = 3,
}

[OptionsValidator]
internal sealed partial class DouyinOptionsValidator : IValidateOptions<DouyinOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class DouyinOptionsCheck : IValidateOptions<DouyinOptions>
{
    public ValidateOptionsResult Validate(string? name, DouyinOptions options)
    {
        var isBuyin = options.Gateway == DouyinGateway.Buyin;
        var wrong = PlatformOptionsCheck.Wrong(
            options, DouyinOptions.Section, options.Address, isBuyin ? [("Pid", options.Pid, "the promotion position, such as dy_1000_2000_3000")] : []);
        wrong = wrong.Concat(options.LinkHosts.Where(host => !HostList.IsHost(host))
            .Select(host => $"{DouyinOptions.Section}:LinkHosts: got \"{host}\", accepts a host such as z.douyin.com."));
        return PlatformOptionsCheck.Result(!options.Enabled || !isBuyin || options.Token.Length > 0
            ? wrong
            : wrong.Append($"{DouyinOptions.Section}:Token: it is not set; give it in the environment as {DouyinOptions.Section}__Token, because {DouyinOptions.Section}:Gateway is Buyin."));
    }
}
