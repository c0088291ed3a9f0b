using Daogou.Core.Networks.Admitad;
using Daogou.Core.Networks.AliExpress;
using Daogou.Core.Networks.Amazon;
using Daogou.Core.Networks.Awin;
using Daogou.Core.Networks.Cj;
using Daogou.Core.Networks.Impact;
using Daogou.Core.Networks.Ebay;
using Daogou.Core.Networks.Douyin;
using Daogou.Core.Networks.Jd;
using Daogou.Core.Networks.Kuaishou;
using Daogou.Core.Networks.Partnerize;
using Daogou.Core.Networks.Pdd;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Taobao;
using Daogou.Core.Networks.Rakuten;
using Daogou.Core.Networks.TradeDoubler;
using Daogou.Core.Networks.Vip;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks;

/// <summary>Registers the networks of the settings.</summary>
public static class NetworkServices
{
    public static IServiceCollection AddNetworks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<NetworksOptions>>(new NetworksOptionsCheck(configuration));
        services.AddOptions<NetworksOptions>()
            .Configure(options => configuration.GetSection(NetworksOptions.Section)
                .Bind(options.Networks, binder => binder.ErrorOnUnknownConfiguration = true))
            .PostConfigure(options => options.Networks.ForEach(NetworkTemplates.Fill))
            .ValidateOnStart();
        services.AddHttpClient();
        services.AddPlatform<JdUnionOptions, JdUnionOptionsValidator, JdUnionOptionsCheck>(
            configuration, JdUnionOptions.Section, (options, clients, time) => new JdNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<PinduoduoOptions, PinduoduoOptionsValidator, PinduoduoOptionsCheck>(
            configuration, PinduoduoOptions.Section, (options, clients, time) => new PddNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<VipshopOptions, VipshopOptionsValidator, VipshopOptionsCheck>(
            configuration, VipshopOptions.Section, (options, clients, time) => new VipNetwork(options, clients, time, TimeProvider.System));
        services.AddSingleton<IValidateOptions<TaobaoOptions>>(new TaobaoVendorsCheck(configuration));
        services.AddPlatform<TaobaoOptions, TaobaoOptionsValidator, TaobaoOptionsCheck>(
            configuration, TaobaoOptions.Section, (options, clients, time) => new TaobaoNetwork(options, TaobaoVendors.Read(configuration), clients, time, TimeProvider.System));
        services.AddPlatform<AwinOptions, AwinOptionsValidator, AwinOptionsCheck>(
            configuration, AwinOptions.Section, (options, clients, time) => new AwinNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<CjOptions, CjOptionsValidator, CjOptionsCheck>(
            configuration, CjOptions.Section, (options, clients, time) => new CjNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<AmazonOptions, AmazonOptionsValidator, AmazonOptionsCheck>(
            configuration, AmazonOptions.Section, (options, clients, time) => new AmazonNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<ImpactOptions, ImpactOptionsValidator, ImpactOptionsCheck>(
            configuration, ImpactOptions.Section, (options, clients, time) => new ImpactNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<RakutenOptions, RakutenOptionsValidator, RakutenOptionsCheck>(
            configuration, RakutenOptions.Section, (options, clients, time) => new RakutenNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<EbayOptions, EbayOptionsValidator, EbayOptionsCheck>(
            configuration, EbayOptions.Section, (options, clients, time) => new EbayNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<AliExpressOptions, AliExpressOptionsValidator, AliExpressOptionsCheck>(
            configuration, AliExpressOptions.Section, (options, clients, time) => new AliExpressNetwork(options, clients, time, TimeProvider.System));
        services.AddSingleton<IValidateOptions<NetworkChoiceOptions>, NetworkChoiceOptionsCheck>();
        services.AddOptions<NetworkChoiceOptions>().Bind(configuration.GetSection(NetworkChoiceOptions.Section)).ValidateOnStart();

        services.AddPlatform<DouyinOptions, DouyinOptionsValidator, DouyinOptionsCheck>(
            configuration, DouyinOptions.Section, (options, clients, time) => new DouyinNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<KuaishouOptions, KuaishouOptionsValidator, KuaishouOptionsCheck>(
            configuration, KuaishouOptions.Section, (options, clients, time) => new KuaishouNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<AdmitadOptions, AdmitadOptionsValidator, AdmitadOptionsCheck>(
            configuration, AdmitadOptions.Section, (options, clients, time) => new AdmitadNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<PartnerizeOptions, PartnerizeOptionsValidator, PartnerizeOptionsCheck>(
            configuration, PartnerizeOptions.Section, (options, clients, time) => new PartnerizeNetwork(options, clients, time, TimeProvider.System));
        services.AddPlatform<TradeDoublerOptions, TradeDoublerOptionsValidator, TradeDoublerOptionsCheck>(
            configuration, TradeDoublerOptions.Section, (options, clients, time) => new TradeDoublerNetwork(options, clients, time, TimeProvider.System));
        // The named platforms come first: a template may not take a shop from its own network.
        return services.AddSingleton(provider => new NetworkCatalog(
        [
            .. provider.GetServices<PlatformNetwork>().Select(platform => platform.Network).OfType<INetwork>(),
            .. provider.GetRequiredService<IOptions<NetworksOptions>>().Value.Networks.Select(network => new TemplateNetwork(
                network,
                network.Reports.SecretEnv is { Length: > 0 } name ? configuration[name] : null,
                provider.GetRequiredService<IHttpClientFactory>())),
        ],
        trust: provider.GetRequiredService<IOptions<NetworkChoiceOptions>>().Value.Trust));
    }

    /// <summary>A named platform: its section, checked at start, and its network when the section enables it.</summary>
    private static void AddPlatform<TOptions, TValidator, TCheck>(
        this IServiceCollection services, IConfiguration configuration, string section, Func<TOptions, IHttpClientFactory, TimeProvider, INetwork> make)
        where TOptions : PlatformOptions
        where TValidator : class, IValidateOptions<TOptions>
        where TCheck : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        services.AddSingleton<IValidateOptions<TOptions>, TCheck>();
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TOptions>>().Value;
            return new PlatformNetwork(options.Enabled
                ? make(options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>())
                : null);
        });
    }

    /// <summary>A platform's network, or null where its section is not enabled.</summary>
    private sealed record PlatformNetwork(INetwork? Network);
}
