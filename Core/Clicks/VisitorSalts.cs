using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>
/// Turns an address and agent into a word that is the same for one day only. The day's salt is thrown away after 48 hours; from then on
/// nobody, we included, can tell whose word it was.
/// </summary>
public sealed class VisitorSalts(ClickBook clicks, TimeProvider time)
{
    private const int SaltLength = 32;
    private const int MostAddress = 16;
    private Days _days = new(0, null, null);

    /// <summary>The visitor's word for the day, or null while the day's salt is not there yet.</summary>
    public string? Hash(DateTimeOffset now, IPAddress? address, string? agent)
    {
        var days = Volatile.Read(ref _days);
        var salt = (DayOf(now) - days.Today) switch
        {
            0 => days.Salt,
            1 => days.NextSalt,
            _ => null,
        };
        if (salt is null || address is null)
        {
            return null;
        }
        agent ??= "";
        Span<byte> message = stackalloc byte[SaltLength + MostAddress + Encoding.UTF8.GetMaxByteCount(512)];
        salt.CopyTo(message);
        address.TryWriteBytes(message[SaltLength..], out var written);
        written += SaltLength;
        written += Encoding.UTF8.GetBytes(agent.AsSpan(0, Math.Min(agent.Length, 512)), message[written..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message[..written], hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    /// <summary>Sees to it that today's and tomorrow's salts are there and that those older than 48 hours are not.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var today = DayOf(time.GetUtcNow());
        if (Volatile.Read(ref _days) is { Salt: not null, NextSalt: not null } days && days.Today == today)
        {
            return;
        }
        var fresh = new[] { Fresh(), Fresh() };
        var salts = await clicks.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM visitor_salts WHERE day < @Oldest", new { Oldest = Name(today - 1) });
                return new[] { await KeepAsync(session, today, fresh[0]), await KeepAsync(session, today + 1, fresh[1]) };
            },
            cancellationToken);
        Volatile.Write(ref _days, new Days(today, Convert.FromHexString(salts[0]), Convert.FromHexString(salts[1])));
    }

    private static async Task<string> KeepAsync(Session session, long day, string salt)
    {
        await session.ExecuteAsync("INSERT INTO visitor_salts (day, salt) VALUES (@Day, @Salt) ON CONFLICT DO NOTHING", new { Day = Name(day), Salt = salt });
        return await session.ValueAsync<string>("SELECT salt FROM visitor_salts WHERE day = @Day", new { Day = Name(day) });
    }

    private static string Fresh() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltLength));

    private static long DayOf(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() / 86_400_000;

    private static string Name(long day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Days(long Today, byte[]? Salt, byte[]? NextSalt);
}
