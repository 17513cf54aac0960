// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** What the specifications say of the settings files. */
final class Schemas {
    private Schemas() {}

    /** Holds a document to the schema of this name; throws what is wrong with it. */
    static void judge(String schema, String document) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Schemas.class.getResource("/schemas/" + schema + ".xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(document)));
    }
}
