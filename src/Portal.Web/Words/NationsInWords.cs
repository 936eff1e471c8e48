using Portal.Domain.People;

namespace Portal.Web.Words;

/// <summary>The nations as people call them.</summary>
public static class NationsInWords
{
    public static string Words(this Nation nation) => nation == Nation.NorthernIreland ? "Northern Ireland" : nation.ToString();
}
