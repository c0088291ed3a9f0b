using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Core.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<OperatorDesk>().AddSingleton<SignInLinks>().AddSingleton<ApiKeys>().AddSingleton<Idempotency>();
}
