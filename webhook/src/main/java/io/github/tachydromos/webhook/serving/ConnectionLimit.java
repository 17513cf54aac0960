// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds how many connections are open. One more ends the one that has been silent longest: so whoever opens many and
 * says nothing loses them, and the API server, which speaks, keeps its own.
 */
@Singleton
final class ConnectionLimit implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    /** Many times what the API servers of a cluster hold open. */
    static final int MOST = 128;

    private final Set<Channel> open = new LinkedHashSet<>(); // the one that has been silent longest is the first

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer());
        return event.getBean();
    }

    private synchronized void heard(Channel channel) {
        open.remove(channel);
        open.add(channel);
        if (open.size() > MOST) {
            Channel silent = open.iterator().next();
            open.remove(silent);
            var _ = silent.close();
        }
    }

    private synchronized void forget(Channel channel) {
        open.remove(channel);
    }

    private final class Customizer implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role == ChannelRole.CONNECTION) {
                heard(channel);
                channel.pipeline().addFirst(new Ear());
            }
            return this;
        }
    }

    private final class Ear extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard(context.channel());
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            forget(context.channel());
            context.fireChannelInactive();
        }
    }
}
