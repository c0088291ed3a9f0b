using Daogou.Core.Ledger;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Verifies the ledger once a night of the business time, however the clock got there.</summary>
[DisallowConcurrentExecution]
internal sealed class LedgerVerifyJob(Database book, Verification verification, IOptions<ScheduleOptions> schedule, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var due = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(schedule.Value.VerifyHour);
        if (now < due)
        {
            return;
        }
        var latest = await book.ReadAsync(session => Verification.LatestAsync(session, 1), cancellationToken);
        if (latest is [] || latest[0].At < due)
        {
            await verification.RunAsync(cancellationToken);
        }
    }
}
