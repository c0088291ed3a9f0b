using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Jobs;

/// <summary>The section <c>Schedule</c>: how often the program looks for what is due. What is due says the business time.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedule";

    /// <summary>Seconds between two ticks; each tick does all that is due.</summary>
    [Range(0.05, 3600)]
    public double TickSeconds { get; set; } = 5;

    /// <summary>The most sources that are polled at once; of one host there is never more than one.</summary>
    [Range(1, 256)]
    public int SourcesAtATime { get; set; } = 16;

    /// <summary>Hour of the day, UTC, from which the ledger's nightly verification runs.</summary>
    [Range(0, 23)]
    public int VerifyHour { get; set; } = 3;

    public TimeSpan Tick => TimeSpan.FromSeconds(TickSeconds);
}

[OptionsValidator]
internal sealed partial class ScheduleOptionsValidator : IValidateOptions<ScheduleOptions>;
