using Daogou.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Links;

/// <summary>Registers links, their secret and our public address.</summary>
public static class LinkServices
{
    public static IServiceCollection AddLinks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<LinkOptions>, LinkOptionsCheck>();
        services.AddSingleton<IValidateOptions<PublicOptions>, PublicOptionsCheck>();
        services.AddOptions<LinkOptions>().Bind(configuration.GetSection(LinkOptions.Section)).ValidateOnStart();
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection(PublicOptions.Section)).ValidateOnStart();
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        services.AddSingleton(provider => new ClickRefs(LinkSecret.Load(provider.GetRequiredService<IOptions<LinkOptions>>().Value, storage.Folder)));
        services.AddSingleton(provider => new PublicAddress(PublicAddress.ReadBase(provider.GetRequiredService<IOptions<PublicOptions>>().Value.BaseUrl)!));
        return services.AddSingleton<LinkSnapshot>().AddSingleton<LinkDesk>().AddSingleton<PastedLinks>().AddSingleton<LinkExplainer>();
    }
}
