using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Trail;

public static class TrailServices
{
    public static IServiceCollection AddTrail(this IServiceCollection services) => services.AddSingleton<TrailWalk>();
}
