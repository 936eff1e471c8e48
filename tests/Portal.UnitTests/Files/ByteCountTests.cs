using Portal.Web.Files;

namespace Portal.UnitTests.Files;

public sealed class ByteCountTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(1250, "1.3 kB")]
    [InlineData(9_950, "10 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1 MB")]
    [InlineData(100_000_000, "100 MB")]
    [InlineData(2_147_483_648, "2.1 GB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void A_size_is_told_in_the_unit_a_person_would_use(long bytes, string words) => ByteCount.InWords(bytes).ShouldBe(words);
}
