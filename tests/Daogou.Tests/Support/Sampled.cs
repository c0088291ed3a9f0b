using CsCheck;

namespace Daogou.Tests.Support;

/// <summary>Runs asynchronous properties one history after the other; a failing one is shrunk and printed with its seed.</summary>
public static class Sampled
{
    public static Task RunAsync<T>(this Gen<T> histories, Func<T, Task> property, int runs) =>
        Task.Run(() => histories.Sample(history => property(history).GetAwaiter().GetResult(), iter: runs, threads: 1));
}
