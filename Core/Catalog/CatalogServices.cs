using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Catalog;

/// <summary>Registers the slice.</summary>
public static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddSingleton<ProductIndex>().AddSingleton<ProductDesk>();
}
