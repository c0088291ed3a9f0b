using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Bot.Digests;

internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddSingleton<PostText>();
        services.AddSingleton<GroupPosts>();
        services.AddSingleton<DigestPoster>();
        services.AddSingleton<GroupPush>();
        services.AddSingleton<PostEditor>();
        services.AddSingleton<WatchTeller>();
        services.AddHostedService<DueWork>();
        return services;
    }
}
