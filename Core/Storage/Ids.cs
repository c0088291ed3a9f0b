namespace Daogou.Core.Storage;

/// <summary>
/// Time-ordered 63-bit keys: milliseconds since 2024 in the upper 43 bits, a counter below. Later ids are larger within a
/// process, also when the clock steps back; two processes meet only on the same millisecond and the same count.
/// </summary>
public static class Ids
{
    private const int CounterBits = 20;
    private static readonly long Epoch = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Start = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1 << CounterBits - 1);
    private static long s_last;

    public static long Next(DateTimeOffset now)
    {
        var floor = ((now.ToUnixTimeMilliseconds() - Epoch) << CounterBits) + Start;
        while (true)
        {
            var last = Interlocked.Read(ref s_last);
            var next = Math.Max(floor, last + 1);
            if (Interlocked.CompareExchange(ref s_last, next, last) == last)
            {
                return next;
            }
        }
    }

    public static long Next(TimeProvider time) => Next(time.GetUtcNow());
}
