using Daogou.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Daogou.Api.Hosting;

/// <summary>Whether the book can be read now.</summary>
internal sealed class BookHealth(Database book) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await book.ReadAsync(session => session.ValueAsync<long>("SELECT COUNT(*) FROM schema_migrations"), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
