using Microsoft.AspNetCore.Http;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;

namespace Portal.UnitTests.Files;

public sealed class StoredDownloadTests
{
    private const string Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("GET", null, null, true)]
    [InlineData("GET", "bytes=0-", null, true)]
    [InlineData("GET", "bytes=0-99", null, true)]
    [InlineData("GET", "bytes=100-", null, true)]
    [InlineData("GET", "bytes=-100", null, true)]
    [InlineData("HEAD", null, null, false)]
    [InlineData("GET", null, "\"" + Sha256 + "\"", false)]
    [InlineData("GET", null, "\"another\"", true)]
    [InlineData("GET", "nonsense", null, true)]
    public void Every_request_that_gets_some_of_the_content_counts(string method, string? range, string? known, bool counts)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Range = range;
        request.Headers.IfNoneMatch = known;

        StoredDownload.GivesContent(request, Sha256).ShouldBe(counts);
    }

    [Fact]
    public void A_file_can_run_nothing_and_keeps_its_name()
    {
        var headers = HeadersOf("Llais “y plant”.txt");

        headers.ContentDisposition.ToString().ShouldStartWith("attachment; ");
        headers.ContentDisposition.ToString().ShouldContain("filename*=UTF-8''Llais%20%E2%80%9Cy%20plant%E2%80%9D.txt");
        headers.XContentTypeOptions.ToString().ShouldBe("nosniff");
        headers.ContentSecurityPolicy.ToString().ShouldEndWith("; sandbox");
    }

    [Fact]
    public void A_line_break_in_a_name_adds_no_header()
    {
        var disposition = HeadersOf("a\r\nSet-Cookie: x=1.txt").ContentDisposition.ToString();

        disposition.ShouldNotContain("\n");
        disposition.ShouldStartWith("attachment; ");
    }

    private static IHeaderDictionary HeadersOf(string name)
    {
        var response = new DefaultHttpContext().Response;
        StoredDownload.Of(response, Stream.Null, new FileToDownload(Id<Body>.New(), name, "text/plain", Sha256, _ => Task.FromResult(Stream.Null)));
        return response.Headers;
    }
}
