using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using Daogou.Core.Outbound;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Core.Outbound;

/// <summary>Bodies that are packed, cut, endless, slow or bombs.</summary>
public sealed class BodyTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"row {i * 7919 % 5003};"));

    public static TheoryData<string> Encodings => ["gzip", "br", "deflate", "raw deflate"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Encodings))]
    public async Task A_packed_body_is_unpacked(string encoding)
    {
        await using var server = await ServeAsync(Pack(Text, encoding), HeaderOf(encoding));
        Assert.Equal(Text, await ReadAsync(server.Address, server.HostAndPort));
    }

    [Theory, MemberData(nameof(Encodings))]
    public async Task A_packed_body_that_ends_before_its_end_is_an_error_not_a_shorter_feed(string encoding)
    {
        var whole = Pack(Text, encoding);
        foreach (var cut in new[] { 1, 5, whole.Length / 2 })
        {
            await using var server = await ServeAsync(whole[..^cut], HeaderOf(encoding));
            var broken = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
            Assert.Equal(OutboundFault.Cut, broken.Fault);
        }
    }

    [Fact]
    public async Task A_gzip_file_of_several_members_is_read_to_its_end()
    {
        await using var server = await ServeAsync([.. Pack("one;", "gzip"), .. Pack("two;", "gzip")], "");
        Assert.Equal("one;two;", await ReadAsync(server.Address, server.HostAndPort));
    }

    [Fact]
    public async Task A_gzip_file_that_is_cut_in_its_second_member_is_an_error_though_its_bytes_look_like_heads_of_members()
    {
        // The stored block holds what could be three heads.
        byte[] heads = [0x1F, 0x8B, 0x08, 0x00, 0x1F, 0x8B, 0x08, 0x08, 1, 2, 3, 4, 0x1F, 0x8B, 0x08];
        byte[] first = [.. Pack(Text, "gzip"), .. Pack(heads, "stored"), .. Pack(Text, "gzip")];
        await using var whole = await ServeAsync(first, "");
        Assert.Equal(Text + Encoding.UTF8.GetString(heads) + Text, await ReadAsync(whole.Address, whole.HostAndPort));
        foreach (var cut in new[] { 1, 4, 9, 500 })
        {
            await using var server = await ServeAsync(first[..^cut], "");
            var broken = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
            Assert.Equal(OutboundFault.Cut, broken.Fault);
        }
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_before_it_was_packed_again_is_an_error()
    {
        await using var server = await ServeAsync(Pack(Pack(Text, "gzip")[..^300], "br"), "br");
        var broken = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Cut, broken.Fault);
    }

    [Fact]
    public async Task What_stands_behind_a_whole_gzip_file_is_no_part_of_it()
    {
        await using var server = await ServeAsync([.. Pack(Text, "gzip"), .. new byte[700]], "");
        Assert.Equal(Text, await ReadAsync(server.Address, server.HostAndPort));
    }

    [Fact]
    public async Task A_body_that_is_encoded_over_and_over_is_not_unpacked()
    {
        var packed = Encoding.UTF8.GetBytes(Text);
        for (var layer = 0; layer < 3; layer++)
        {
            packed = Pack(packed, "br");
        }
        await using var server = await ServeAsync(packed, "br, br, br");
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal((OutboundFault.Encoding, true), (refused.Fault, refused.Message.Contains("3 times", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_gzip_file_inside_a_gzip_encoding_is_unpacked_twice_and_no_more()
    {
        var twice = Pack(Pack(Text, "gzip"), "gzip");
        await using var server = await ServeAsync(twice, "gzip");
        Assert.Equal(Text, await ReadAsync(server.Address, server.HostAndPort));
        await using var thrice = await ServeAsync(Pack(twice, "gzip"), "gzip");
        Assert.NotEqual(Text, await ReadAsync(thrice.Address, thrice.HostAndPort));
    }

    [Fact]
    public async Task An_empty_body_is_empty_whatever_its_encoding()
    {
        await using var server = await ServeAsync([], "gzip");
        Assert.Equal("", await ReadAsync(server.Address, server.HostAndPort));
    }

    [Fact]
    public async Task An_encoding_nobody_asked_for_is_named()
    {
        await using var server = await ServeAsync([1, 2, 3], "zstd");
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Encoding, refused.Fault);
        Assert.Contains("zstd", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_encoding_says_is_an_error()
    {
        await using var server = await ServeAsync(Encoding.UTF8.GetBytes("not gzip at all"), "gzip");
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Encoding, refused.Fault);
    }

    [Fact]
    public async Task A_decompression_bomb_is_not_read_on()
    {
        await using var server = await ServeAsync(Pack(new byte[20 << 20], "gzip"), "gzip");
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Bomb, refused.Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task A_body_over_the_limit_is_not_read_on(string encoding)
    {
        await using var server = await ServeAsync(encoding.Length == 0 ? Encoding.UTF8.GetBytes(Text) : Pack(Text, encoding), encoding);
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort, limits => limits with { MaxBytes = 1000, MaxReceivedBytes = encoding.Length == 0 ? 1000 : 1 << 20 }));
        Assert.Equal(OutboundFault.TooLarge, refused.Fault);
    }

    [Fact]
    public async Task A_body_without_end_is_stopped_by_its_length()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var block = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort, limits => limits with { MaxReceivedBytes = 1 << 20 }));
        Assert.Equal(OutboundFault.TooLarge, refused.Fault);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 1000\n\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3E8\n")]
    public async Task A_body_shorter_than_promised_is_an_error(string head)
    {
        using var server = new RawServer(head, Encoding.ASCII.GetBytes("id,title\n1,pot\n"));
        var broken = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Cut, broken.Fault);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\n")]
    [InlineData("")]
    public async Task A_server_that_does_not_speak_HTTP_is_not_reached(string words)
    {
        using var server = new RawServer(words);
        var refused = await Assert.ThrowsAsync<OutboundException>(() => ReadAsync(server.Address, server.HostAndPort));
        Assert.Equal(OutboundFault.Unreachable, refused.Fault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_falls_silent_is_left(bool afterHeaders)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (afterHeaders)
            {
                await context.Response.WriteAsync("a");
                await context.Response.Body.FlushAsync();
            }
            var silence = new TaskCompletionSource();
            await using var end = context.RequestAborted.Register(() => silence.TrySetResult());
            await silence.Task;
        });
        var short_ = TimeSpan.FromMilliseconds(300);
        var refused = await Assert.ThrowsAsync<OutboundException>(() =>
            ReadAsync(server.Address, server.HostAndPort, limits => limits with { HeaderTimeout = short_, IdleTimeout = short_ }));
        Assert.Equal(OutboundFault.Timeout, refused.Fault);
        Assert.Contains(afterHeaders ? "sent nothing for 0.3 s" : "did not begin to answer within 0.3 s", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_drips_runs_out_of_its_total_time()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await pace.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(".");
                await context.Response.Body.FlushAsync();
            }
        });
        var refused = await Assert.ThrowsAsync<OutboundException>(() =>
            ReadAsync(server.Address, server.HostAndPort, limits => limits with { TotalTimeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal(OutboundFault.Timeout, refused.Fault);
        Assert.Contains("in all", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_trickles_is_not_waited_for_however_little_it_pauses()
    {
        var clock = new FakeTimeProvider();
        var more = Channel.CreateUnbounded<int>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await foreach (var bytes in more.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(new byte[bytes], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        var options = A.OutboundFor(server.HostAndPort);
        using var http = A.GuardedHttp(new AResolver(), options, clock);
        more.Writer.TryWrite(10);
        await using var answer = await http.GetAsync(new FetchRequest(server.Address), Cancel);
        var buffer = new byte[64 * 1024];
        await answer.Body.ReadExactlyAsync(buffer.AsMemory(0, 10), Cancel);

        // 20,000 bytes in 36 seconds are enough, a hundred every nine seconds are not.
        var read = await PaceAsync(Enumerable.Repeat(5_000, 4));
        Assert.Equal(20_000, read);
        var slow = await Assert.ThrowsAsync<OutboundException>(() => PaceAsync(Enumerable.Repeat(100, 10)));
        Assert.Equal(OutboundFault.TooSlow, slow.Fault);
        Assert.EndsWith("in 36 s, less than 256 a second, and is not waited for.", slow.Message, StringComparison.Ordinal);

        async Task<long> PaceAsync(IEnumerable<int> pieces)
        {
            var sum = 0L;
            foreach (var piece in pieces)
            {
                for (var left = piece; left > 0;)
                {
                    var next = answer.Body.ReadAsync(buffer, Cancel);
                    if (left == piece)
                    {
                        clock.Advance(TimeSpan.FromSeconds(9));
                        more.Writer.TryWrite(piece);
                    }
                    var came = await next;
                    (left, sum) = (left - came, sum + came);
                }
            }
            return sum;
        }
    }

    private static async Task<string> ReadAsync(Uri address, string allowed, Func<FetchLimits, FetchLimits>? change = null)
    {
        var options = A.OutboundFor(allowed);
        using var http = A.GuardedHttp(new AResolver(), options);
        await using var answer = await http.GetAsync(new FetchRequest(address) { Limits = (change ?? (limits => limits))(options.Limits) }, Cancel);
        using var reader = new StreamReader(answer.Body);
        return await reader.ReadToEndAsync(Cancel);
    }

    private static Task<LoopbackServer> ServeAsync(byte[] body, string encoding) => LoopbackServer.StartAsync(async context =>
    {
        if (encoding.Length > 0)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    });

    private static string HeaderOf(string encoding) => encoding == "raw deflate" ? "deflate" : encoding;

    private static byte[] Pack(string text, string encoding) => Pack(Encoding.UTF8.GetBytes(text), encoding);

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "stored" => new GZipStream(packed, CompressionLevel.NoCompression),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new DeflateStream(packed, CompressionLevel.Optimal),
        })
        {
            packer.Write(bytes);
        }
        return packed.ToArray();
    }
}
